import type { PersonScriptName } from './person-page.js';

/**
 * Shared by both scripts. The token stands behind the `#` and is sent on a click alone: programs that look into mails
 * open links, too, and must not use them up.
 */
const shared = `'use strict';
const root = new URL(document.documentElement.dataset.root || './', location.href);
const one = (id) => document.getElementById(id);
const token = new URLSearchParams(location.hash.slice(1)).get('token');

async function ask(method, path, body) {
  try {
    const response = await fetch(new URL(path, root), {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, json: text ? JSON.parse(text) : {} };
  } catch {
    return { status: 0, json: {} };
  }
}

/** The heading takes the focus, so that who does not see the page hears what became of the click. */
function show(id, ...withIt) {
  for (const part of document.querySelectorAll('main > section, main > form, #staff-sign-in')) {
    part.hidden = part.id !== id && !withIt.includes(part.id);
  }
  one(id).querySelector('h1').focus();
}

/** Used tokens neither stay in the address bar nor in the history. */
const forgetToken = () => history.replaceState(null, '', location.pathname);
const isUsed = ({ json }) => json.code === 'code_invalid';
const wordsOf = ({ status, json }) =>
  status === 0 || status >= 500
    ? 'We cannot be reached at the moment. Nothing is lost: wait a little and try again.'
    : json.detail || 'That did not work; please try again.';
const when = (time) => new Date(time).toLocaleString('en', { dateStyle: 'long', timeStyle: 'short' });

/** One sending at a time; the button says nothing new, the line beneath it does. */
async function whileSending(button, said, send) {
  button.disabled = true;
  said.textContent = 'One moment …';
  const words = await send();
  said.textContent = words || '';
  button.disabled = false;
}
`;

const account = `${shared}
const inWords = {
  invited: 'ready for you', consented: 'ready for you', in_progress: 'begun', submitted: 'handed in',
  transcribed: 'handed in', transcript_check: 'your transcripts can be checked', scoring: 'handed in',
  scored: 'handed in and evaluated', needs_human: 'a person looks at it', human_path: 'a person looks at it',
  insufficient_data: 'some answers have to be recorded again', expired: 'its deadline has passed', withdrawn: 'withdrawn',
  unverified: 'its address is not confirmed', interviewing: 'in the interview', evaluated: 'evaluated',
  advanced: 'goes on', held: 'on hold', not_selected: 'closed',
};
const openStates = ['invited', 'consented', 'in_progress', 'insufficient_data'];

function card(list, state, id, more) {
  const item = document.createElement('li');
  item.className = 'card';
  const code = document.createElement('code');
  code.textContent = id;
  const lines = [[inWords[state] || state], [code], ...(more ? [[more]] : [])];
  for (const line of lines) {
    const paragraph = document.createElement('p');
    paragraph.append(...line);
    item.append(paragraph);
  }
  list.append(item);
}

/** The interview is made a moment after the first proof. */
async function interviewsSoon(isNew) {
  const triesLeft = isNew ? 10 : 1;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask('GET', 'v1/me/interviews');
    if (answer.status !== 200 || answer.json.data.length > 0 || attempt >= triesLeft) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function showSignedIn({ displayName, kind, token: session, expiresAt }) {
  one('greeting').textContent = 'Hello ' + displayName + '.';
  show('signed-in');
  one(kind).hidden = false;
  if (kind === 'staff') return;
  if (session) {
    one('token').textContent = session;
    one('token-until').textContent = 'until ' + when(expiresAt);
    one('token-details').hidden = false;
  }
  one('looking').textContent = 'Looking for your interviews …';
  const interviews = await interviewsSoon(Boolean(session));
  const applications = await ask('GET', 'v1/me/applications');
  if (interviews.status === 401) return show('sign-in', 'mail');
  one('looking').textContent = interviews.status === 200 && applications.status === 200 ? '' : wordsOf({ status: 0 });
  for (const { id, state, deadlineAt } of interviews.json.data || []) {
    card(one('interviews'), state, id, openStates.includes(state) ? 'until ' + when(deadlineAt) : '');
  }
  for (const { id, stage } of applications.json.data || []) {
    card(one('applications'), stage === 'submitted' ? 'confirmed' : stage, id);
  }
  one('no-interviews').hidden = interviews.status !== 200 || interviews.json.data.length > 0;
  one('no-applications').hidden = applications.status !== 200 || applications.json.data.length > 0;
}

one('confirm-button').addEventListener('click', () =>
  whileSending(one('confirm-button'), one('confirm-said'), async () => {
    const answer = await ask('POST', 'v1/auth/mail-links/verify', { token });
    if (answer.status === 200) {
      forgetToken();
      void showSignedIn(answer.json);
      return '';
    }
    if (!isUsed(answer)) return answer.status === 422 ? show('unfinished', 'mail') : wordsOf(answer);
    forgetToken();
    show('used', 'mail');
    return '';
  }),
);

one('mail').addEventListener('submit', (event) => {
  event.preventDefault();
  void whileSending(event.target.querySelector('button'), one('mail-said'), async () => {
    const answer = await ask('POST', 'v1/auth/mail-codes', { email: one('email').value });
    return answer.status === 202
      ? 'Please look into your mail. If somebody applied with this address, a link is on its way; it works for 15 minutes.'
      : wordsOf(answer);
  });
});

one('sign-out').addEventListener('click', async () => {
  await ask('POST', 'v1/auth/sign-out');
  location.assign(new URL('login', root));
});

async function begin() {
  if (token) return show('confirm');
  const me = await ask('GET', 'v1/me');
  if (me.status === 200) return showSignedIn(me.json);
  if (me.status !== 401) return show('unreachable');
  return location.pathname.endsWith('/verify') ? show('unfinished', 'mail') : show('sign-in', 'mail', 'staff-sign-in');
}
void begin();
window.addEventListener('hashchange', () => location.reload());
`;

const invitation = `${shared}
show(token ? 'choose' : 'unfinished');
one('show-password').addEventListener('change', ({ target }) => {
  one('password').type = target.checked ? 'text' : 'password';
});
one('invitation').addEventListener('submit', (event) => {
  event.preventDefault();
  void whileSending(event.target.querySelector('button'), one('invitation-said'), async () => {
    const answer = await ask('POST', 'v1/auth/invitations/accept', { token, password: one('password').value });
    if (answer.status === 200) {
      const { displayName, roles } = answer.json;
      const as = roles.length > 0 ? ' as ' + roles.join(', ') : '';
      one('greeting').textContent = 'Hello ' + displayName + '. Your password is set, and you are signed in' + as + '.';
      forgetToken();
      one('password').value = '';
      show('accepted');
      return '';
    }
    if (!isUsed(answer)) return wordsOf(answer);
    forgetToken();
    show('used');
    return '';
  });
});
window.addEventListener('hashchange', () => location.reload());
`;

export const personScripts: Record<PersonScriptName, string> = { 'account.js': account, 'invitation.js': invitation };
