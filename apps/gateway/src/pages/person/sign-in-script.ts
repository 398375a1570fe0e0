/**
 * Signing in on the page that asks for it: an address, then the code of the mail, whose link does as well. Digits of Arabic
 * and Persian keyboards count as what they are.
 */
export const signInScript = `
const digitsOf = (text) =>
  text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[^0-9]/g, '');

function signInBy(goOn) {
  one('mail').addEventListener('submit', (event) => {
    event.preventDefault();
    void deed(one('mail-button'), async () => {
      const answer = await ask('POST', 'v1/auth/mail-codes', { email: one('email').value });
      if (answer.status === 422) return complain('email', 'Enter a whole e-mail address, for example ada@example.org.');
      complain('email', '');
      if (answer.status !== 202) return complain('mail-button', wordsOf(answer));
      one('mail-button').className = 'second';
      one('mail-button').textContent = 'Send a new code and link';
      one('mail-button-said').textContent =
        'Please look into your mail. If somebody applied with this address, a code and a link are on their way; they work for 15 minutes.';
      one('mail-code').hidden = false;
      one('mailed-code').focus();
    });
  });
  one('mail-code').addEventListener('submit', (event) => {
    event.preventDefault();
    void deed(one('mail-code-button'), async () => {
      const body = { email: one('email').value, code: digitsOf(one('mailed-code').value) };
      complain('mailed-code', '');
      if (body.code.length !== 6) return complain('mailed-code', 'Enter the 6 digits of the newest mail.');
      const answer = await ask('POST', 'v1/auth/mail-codes/verify', body);
      const wrong = 'That code is not right or has expired. Enter the one in the newest mail, or have a new one sent.';
      if (isUsed(answer)) return complain('mailed-code', wrong);
      if (answer.status !== 200) return complain('mail-code-button', wordsOf(answer));
      one('mailed-code').value = '';
      complain('mail-button', '');
      await goOn(answer.json);
    });
  });
}
`;
