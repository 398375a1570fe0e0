import { sharedScript } from './shared-script.js';
import { signInScript } from './sign-in-script.js';

/** `/verify`, `/login` and the pages of interviews and applications. */
export const accountScript = `${sharedScript}${signInScript}
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

signInBy(showSignedIn);

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
