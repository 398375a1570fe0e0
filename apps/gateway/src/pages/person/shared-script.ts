/**
 * Shared by all scripts. The token stands behind the `#` and is sent on a click alone: programs that look into mails
 * open links, too, and must not use them up.
 */
export const sharedScript = `'use strict';
const root = new URL(document.documentElement.dataset.root || './', location.href);
const one = (id) => document.getElementById(id);
const token = new URLSearchParams(location.hash.slice(1)).get('token');

/** Status 0 where there was no answer. A file comes as bytes. */
async function request(method, path, { body, headers, wantsFile } = {}) {
  try {
    const response = await fetch(new URL(path, root), {
      method,
      headers: { ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30000),
    });
    const { status } = response;
    if (wantsFile && status === 200) return { status, bytes: await response.arrayBuffer(), json: {} };
    const text = await response.text();
    const waitSeconds = Number(response.headers.get('Retry-After')) || 60;
    return { status, json: text ? JSON.parse(text) : {}, waitSeconds, reference: response.headers.get('X-Request-Id') };
  } catch {
    return { status: 0, json: {} };
  }
}
const ask = (method, path, body) => request(method, path, { body });

/** The heading takes the focus, so that who does not see the page hears what became of the click. */
function show(id, ...withIt) {
  for (const part of document.querySelectorAll('main > section, main > form, #staff-sign-in')) {
    part.hidden = part.id !== id && !withIt.includes(part.id);
  }
  const heading = one(id).querySelector('h1');
  document.title = heading.textContent + ' – Guildhall';
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Used tokens neither stay in the address bar nor in the history. */
const forgetToken = () => history.replaceState(null, '', location.pathname);
const isUsed = ({ json }) => json.code === 'code_invalid';

function wordsOf({ status, json, waitSeconds, reference }) {
  if (status === 0 && navigator.onLine === false) return 'You are offline. Nothing is lost: try again when you are back.';
  if (status === 0 || status >= 500) {
    const words = 'We cannot be reached at the moment. Nothing is lost: wait a little and try again.';
    return reference ? words + ' Reference ' + reference + '.' : words;
  }
  if (status === 429) return 'That was too much at once. Nothing is lost: try again in ' + inTime(waitSeconds) + '.';
  return json.detail || 'That did not work; please try again.';
}

const inTime = (seconds) =>
  seconds < 90 ? Math.ceil(seconds) + ' seconds' : Math.ceil(seconds / 60) + ' minutes';
const when = (time) =>
  new Date(time).toLocaleString('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'long' },
  });

/** The line beside a control, which describes it; the focus goes to the control, so that both are heard. */
function complain(id, words) {
  one(id + '-said').textContent = words;
  one(id + '-said').classList.toggle('wrong', words !== '');
  const control = one(id);
  if (control && control.matches('input')) control.setAttribute('aria-invalid', String(words !== ''));
  if (control && words !== '') control.focus();
}

/** One sending at a time. The button keeps the focus, which a disabled one would lose. */
async function deed(button, send) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  complain(button.id, '');
  const said = one(button.id + '-said');
  said.textContent = 'One moment …';
  try {
    await send();
  } finally {
    button.removeAttribute('aria-disabled');
    if (said.textContent === 'One moment …') said.textContent = '';
  }
}

/** The same for a button that vanishes when all is well. One sending at a time; the button says nothing new, the line beneath it does. */
async function whileSending(button, said, send) {
  button.disabled = true;
  said.textContent = 'One moment …';
  const words = await send();
  said.textContent = words || '';
  button.disabled = false;
}
`;
