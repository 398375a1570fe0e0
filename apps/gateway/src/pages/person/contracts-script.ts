import { documentScript } from './document-script.js';
import { sharedScript } from './shared-script.js';
import { signInScript } from './sign-in-script.js';

/** One's own contracts, by the public API. */
const contracts = `
const stands = {
  sent: ({ expiresAt }) => 'It waits for your signature, until ' + when(expiresAt) + '.',
  all_signed: () => 'You have signed it. We are sealing it, and mail you when that is done.',
  sealing: () => 'You have signed it. We are sealing it, and mail you when that is done.',
  sealed: ({ sealedAt }) => 'Signed and sealed on ' + when(sealedAt) + '.',
  superseded: ({ sealedAt }) => 'Sealed on ' + when(sealedAt) + ', and replaced by a newer one.',
  declined: () => 'You declined it.',
  expired: ({ expiresAt }) => 'It was not signed in time, and expired on ' + when(expiresAt) + '. If you would still like to sign one, tell whoever invited you.',
  voided: () => 'The company has taken it back before it was sealed: it binds nobody.',
};
const copyWords = { sealed: 'Sealed copy', signed: 'Signed, and not sealed yet', frozen: 'Not signed' };

function linkLine(id) {
  const button = element('button', 'Send me a new link to sign');
  button.type = 'button';
  button.id = 'link-' + id;
  const said = element('p');
  said.id = button.id + '-said';
  said.className = 'said';
  said.setAttribute('role', 'status');
  button.setAttribute('aria-describedby', said.id);
  button.addEventListener('click', () => deed(button, async () => {
    const answer = await ask('POST', 'v1/me/contracts/' + id + '/signing-link');
    const { code } = answer.json;
    if (answer.status === 202) said.textContent = 'Please look into your mail: a new link is on its way. The earlier one does not work any more.';
    else if (code === 'contract_wrong_state') await list();
    else if (code === 'not_signed_in') askToSignIn();
    else if (code === 'too_many_mails') complain(button.id, 'Too many links were asked for. Use the one in the newest mail, or have another sent in ' + inTime(answer.waitSeconds) + '.');
    else complain(button.id, wordsOf(answer));
  }));
  return element('div', element('p', 'The link to sign is in your mail, and works once. You have used it, or cannot find it?'), button, said);
}

const day = (time) => new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

function card(contract) {
  const { id, state, documents, sentAt } = contract;
  const files = documents.map(({ id: documentId, title, kind, state: documentState }) => {
    const name = documentState === 'sealed' ? kind + '-sealed.pdf' : kind + '.pdf';
    const path = 'v1/me/contracts/' + id + '/documents/' + documentId + '/pdf';
    return downloadLine('Download ' + title, copyWords[documentState], name, () => request('GET', path, { wantsFile: true }));
  });
  const item = element('li', element('h2', 'Contract of ' + day(sentAt)), element('p', stands[state](contract)));
  item.className = 'card';
  if (state === 'sent') item.append(linkLine(id));
  const copies = element('ul', ...files);
  copies.className = 'documents';
  item.append(copies, element('p', element('code', id)));
  return item;
}

function stop(answer) {
  one('unreachable-why').textContent = wordsOf(answer);
  show('unreachable');
}
const askToSignIn = () => show('sign-in', 'mail');

async function list() {
  const found = [];
  for (let cursor = ''; cursor !== null; ) {
    const answer = await ask('GET', 'v1/me/contracts?limit=100' + (cursor && '&cursor=' + encodeURIComponent(cursor)));
    if (answer.status === 401) return askToSignIn();
    if (answer.status !== 200) return stop(answer);
    found.push(...answer.json.data);
    cursor = answer.json.nextCursor;
  }
  one('contracts').replaceChildren(...found.map(card));
  one('no-contracts').hidden = found.length > 0;
  one('of-copies').hidden = !found.some(({ state }) => state === 'sealed');
  show('mine');
}

async function begin() {
  const me = await ask('GET', 'v1/me');
  if (me.status === 401) return askToSignIn();
  if (me.status !== 200) return stop(me);
  return me.json.kind === 'staff' ? show('staff') : await list();
}
signInBy(begin);
one('again-button').addEventListener('click', () => void begin());
one('sign-out').addEventListener('click', async () => {
  await ask('POST', 'v1/auth/sign-out');
  await begin();
});
void begin();
`;

export const contractsScript = `${sharedScript}${signInScript}${documentScript}${contracts}`;
