import { documentScript } from './document-script.js';
import { sharedScript } from './shared-script.js';
import { signInScript } from './sign-in-script.js';
import { signStepsScript } from './sign-steps-script.js';

/**
 * Signing, by the public API. The token leaves the address bar at once and is used up on a click; then the secret of the
 * visit takes its place. Both are kept for this tab alone, so that a reload loses nothing. Where the API and the page differ
 * on how far the signing is, the page follows.
 */
const visit = `
const kept = new Map();
function keep(name, value) {
  kept.set(name, value);
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing has it until the page is left.
  }
}
function recall(name) {
  if (kept.has(name)) return kept.get(name);
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/** As the API said it last. */
let current = null;

const signing = (method, path, body, wantsFile) =>
  request(method, 'v1/signing' + path, { body, wantsFile, headers: { 'X-Signing-Session': recall('visit') } });

function stop(words) {
  one('unreachable-why').textContent = words;
  show('unreachable');
}

/**
 * Tells a refusal beside what it is about, or goes where the signing really is.
 * @param byCode the words for one field, by the code of the problem
 * @returns whether it was one
 */
function refused(answer, buttonId, fieldId, byCode = {}) {
  if (answer.status >= 200 && answer.status < 300) return false;
  const { code } = answer.json;
  if (code === 'signing_session_required') {
    keep('visit', null);
    show('ended');
  } else if (code === 'signing_wrong_state') void lookAgain(buttonId);
  else if (byCode[code]) complain(fieldId, byCode[code]);
  else if (buttonId) complain(buttonId, wordsOf(answer));
  else stop(wordsOf(answer));
  return true;
}

async function lookAgain(buttonId) {
  const answer = await signing('GET', '');
  if (!refused(answer, buttonId)) await present(answer.json, buttonId);
}

/** Shows where the signing is; what cannot be loaded for it is told beside the button that led there. */
async function present(signingNow, buttonId) {
  current = signingNow;
  for (const place of document.querySelectorAll('.company')) place.textContent = current.company;
  const { contractState, state } = current;
  if (contractState === 'sealed' || contractState === 'superseded') return showCopies();
  if (contractState === 'all_signed' || contractState === 'sealing') return waitForSeals();
  if (contractState !== 'sent') return show(contractState);
  if (state === 'opened') return showAgree('');
  if (state === 'consented') return showCode();
  if (state === 'authenticated') return await showRead(buttonId);
  if (state === 'reviewed') return await showSign(buttonId);
  return show('ended');
}

one('start-button').addEventListener('click', ({ currentTarget }) =>
  deed(currentTarget, async () => {
    const answer = await request('POST', 'v1/signing/sessions', { body: { token: recall('link') } });
    const { status, json } = answer;
    if (status === 200 || status === 201) {
      keep('visit', json.secret);
      keep('link', null);
      keep('code-sent', null);
      return await lookAgain('start-button');
    }
    // 409: it was opened, and the answer with its secret was lost on the way.
    const isSpent = ['signing_link_invalid', 'secret_not_repeated'].includes(json.code);
    if (!isSpent && status !== 422) return complain('start-button', wordsOf(answer));
    keep('link', null);
    if (recall('visit')) return await lookAgain('start-button');
    return show(isSpent ? 'used' : 'unfinished');
  }),
);

one('again-button').addEventListener('click', () => void begin());

async function begin() {
  if (token) {
    keep('link', token);
    forgetToken();
  }
  if (recall('link')) return show('start');
  return recall('visit') ? await lookAgain() : show('unfinished');
}
void begin();
window.addEventListener('hashchange', () => location.reload());
`;

export const signScript = `${sharedScript}${signInScript}${documentScript}${signStepsScript}${visit}`;
