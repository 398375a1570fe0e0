/** What the signer does in each step, and what each shows. */
export const signStepsScript = `
function showAgree(news) {
  const { text, version } = current.disclosures;
  one('disclosures').replaceChildren(...text.split('\\n').map((line) => element('p', line)));
  one('disclosures-version').textContent = version;
  one('agree-news').textContent = news;
  show('agree');
}
one('agree-button').addEventListener('click', () => show('test'));

one('test-file-button').addEventListener('click', ({ currentTarget }) =>
  deed(currentTarget, async () => {
    const answer = await signing('GET', '/access-test', undefined, true);
    if (!refused(answer, 'test-file-button')) save(answer.bytes, 'test-file.pdf');
  }),
);

one('test-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void deed(one('test-button'), async () => {
    const accessCode = one('access-code').value.replace(/\\s/g, '').toUpperCase();
    const wrong = 'That is not the code in your test file. Open the test file again and enter the 6 letters and digits in it.';
    complain('access-code', '');
    if (!/^[0-9A-Z]{6}$/.test(accessCode)) {
      return complain('access-code', accessCode === '' ? 'Enter the 6 letters and digits that stand in the test file.' : wrong);
    }
    const { version: textVersion, sha256: textSha256 } = current.disclosures;
    const answer = await signing('POST', '/consent', { textVersion, textSha256, accessCode });
    if (answer.json.code === 'consent_text_outdated') {
      const again = await signing('GET', '');
      if (refused(again, 'test-button')) return;
      current = again.json;
      return showAgree('This text has changed while you read it. Please read it again.');
    }
    if (!refused(answer, 'test-button', 'access-code', { access_code_wrong: wrong })) await present(answer.json, 'test-button');
  });
});

function offerCode(wasSent) {
  one('send-code-button').textContent = wasSent ? 'Send a new code' : 'Send me a code';
  one('send-code-button').className = wasSent ? 'second' : '';
}

function showCode() {
  const wasSent = recall('code-sent') === 'yes';
  one('code-form').hidden = !wasSent;
  offerCode(wasSent);
  show('code');
}

one('send-code-button').addEventListener('click', ({ currentTarget }) =>
  deed(currentTarget, async () => {
    const answer = await signing('POST', '/code', undefined);
    const { waitSeconds } = answer;
    const tooMany = 'Too many codes were asked for. Use the one in the newest mail, or have another sent in ' + inTime(waitSeconds) + '.';
    if (refused(answer, 'send-code-button', 'send-code-button', { too_many_mails: tooMany })) return;
    keep('code-sent', 'yes');
    offerCode(true);
    one('send-code-button-said').textContent = 'A code is on its way to your mail.';
    one('code-form').hidden = false;
    one('signing-code').focus();
  }),
);

one('code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void deed(one('code-button'), async () => {
    const code = digitsOf(one('signing-code').value);
    complain('signing-code', '');
    if (code.length !== 6) return complain('signing-code', 'Enter the 6 digits of the newest mail.');
    const answer = await signing('POST', '/authenticate', { code });
    const wrong = 'That code is not right or has expired. Enter the one in the newest mail, or have a new code sent.';
    if (!refused(answer, 'code-button', 'signing-code', { code_invalid: wrong })) await present(answer.json, 'code-button');
  });
});

/** Of documents that were opened, by id. */
const texts = new Map();
const files = new Map();
const haveBeenRead = new Set();
const toSign = () => current.documents.filter(({ state }) => state === 'frozen');

/** @returns null where that was refused, and told */
async function textOf({ id }, buttonId) {
  if (!texts.has(id)) {
    const answer = await signing('GET', '/documents/' + id + '/text');
    if (refused(answer, buttonId)) return null;
    texts.set(id, answer.json);
  }
  return texts.get(id);
}

/** That the file was opened is noted. It has to be the very one that the signature will be of. */
async function fileOf({ id, originalSha256 }, buttonId) {
  if (!files.has(id)) {
    const answer = await signing('GET', '/documents/' + id + '/pdf', undefined, true);
    if (refused(answer, buttonId)) return null;
    if (crypto.subtle && hex(await crypto.subtle.digest('SHA-256', answer.bytes)) !== originalSha256) {
      const words = 'The file that arrived is not the document of this contract. Do not sign it; tell whoever invited you.';
      if (buttonId) complain(buttonId, words);
      else stop(words);
      return null;
    }
    files.set(id, answer.bytes);
  }
  return files.get(id);
}
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
const placeOf = ({ id }) => {
  const { documents } = current;
  return 'Document ' + (documents.findIndex((each) => each.id === id) + 1) + ' of ' + documents.length;
};

/** Every document has to be opened before the first is signed; after a new link at least one, once more. */
function nextToRead() {
  const unread = toSign().filter(({ reviewed }) => !reviewed);
  return (unread.length > 0 ? unread : toSign()).find(({ id }) => !haveBeenRead.has(id));
}

let shown = null;
async function showRead(buttonId) {
  const next = nextToRead();
  const text = next && (await textOf(next, buttonId));
  const file = text && (await fileOf(next, buttonId));
  if (!file) return;
  shown = next;
  one('read-title').textContent = next.title;
  one('read-hash').textContent = next.originalSha256.slice(0, 16) + '…';
  one('read-place').textContent = placeOf(next);
  showText(one('read-text'), text);
  show('read');
}
one('read-pdf-button').addEventListener('click', () => save(files.get(shown.id), shown.kind + '.pdf'));
one('next-button').addEventListener('click', ({ currentTarget }) =>
  deed(currentTarget, async () => {
    haveBeenRead.add(shown.id);
    if (nextToRead()) await showRead('next-button');
    else await lookAgain('next-button');
  }),
);

async function showSign(buttonId) {
  const next = toSign()[0];
  const text = await textOf(next, buttonId);
  if (!text) return;
  shown = next;
  const isSpelt = next.title.slice(0, 2) === next.title.slice(0, 2).toUpperCase();
  const title = isSpelt ? next.title : next.title[0].toLowerCase() + next.title.slice(1);
  one('sign-title').textContent = 'Sign the ' + title;
  one('sign-button').textContent = 'Sign the ' + title;
  one('sign-place').textContent = placeOf(next);
  one('signer-name').textContent = current.signerName;
  one('sign-terms').replaceChildren(...text.blocks.filter(({ kind }) => kind === 'table').slice(0, 1).map(shownBlock));
  showText(one('sign-text'), text);
  one('typed-name').value = '';
  complain('typed-name', '');
  show('sign');
}

one('sign-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void deed(one('sign-button'), async () => {
    const typedName = one('typed-name').value.trim();
    const asWritten = 'Type your name as it stands in the document: ' + current.signerName;
    complain('typed-name', '');
    if (typedName === '') return complain('typed-name', asWritten);
    const answer = await signing('POST', '/documents/' + shown.id + '/sign', { typedName });
    const wrong = 'That is not the name in the document. ' + asWritten;
    if (!refused(answer, 'sign-button', 'typed-name', { validation_failed: wrong })) await present(answer.json, 'sign-button');
  });
});

for (const button of document.querySelectorAll('.decline')) {
  button.addEventListener('click', () => {
    complain('decline-reason', '');
    show('declining');
  });
}
one('keep-button').addEventListener('click', () => void present(current, 'decline-button'));
one('decline-form').addEventListener('submit', (event) => {
  event.preventDefault();
  void deed(one('decline-button'), async () => {
    const chosen = document.querySelector('[name=reason]:checked');
    complain('decline-reason', chosen ? '' : 'Choose a reason, or go back.');
    if (!chosen) return document.querySelector('[name=reason]').focus();
    const answer = await signing('POST', '/decline', { reasonCode: chosen.value });
    if (!refused(answer, 'decline-button')) await present(answer.json, 'decline-button');
  });
});

const usualMs = 60000;
const patienceMs = 900000;
const longer = 'This takes longer than usual. You need not wait: we mail you when it is done.';
let isWaiting = false;
async function waitForSeals() {
  show('sealing');
  if (isWaiting) return;
  isWaiting = true;
  const beganAt = Date.now();
  for (let waitMs = 500; Date.now() - beganAt < patienceMs; waitMs = Math.min(waitMs * 1.25, 10000)) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const answer = await signing('GET', '');
    if (answer.status === 401) return refused(answer);
    if (answer.status === 200 && !['all_signed', 'sealing'].includes(answer.json.contractState)) return await present(answer.json);
    const isLate = Date.now() - beganAt > usualMs;
    one('sealing-said').textContent = answer.status !== 200 ? wordsOf(answer) : isLate ? longer : '';
  }
  isWaiting = false;
  one('sealing-said').textContent = longer + ' Reload this page to look again.';
}

function showCopies() {
  const lines = current.documents.map(({ id, title, kind }) =>
    downloadLine('Download ' + title, 'Sealed copy', kind + '-sealed.pdf', () => signing('GET', '/documents/' + id + '/pdf', undefined, true)),
  );
  one('copies').replaceChildren(...lines);
  show('sealed');
}
`;
