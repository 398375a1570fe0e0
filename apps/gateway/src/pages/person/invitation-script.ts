import { sharedScript } from './shared-script.js';

export const invitationScript = `${sharedScript}
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
