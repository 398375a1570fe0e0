/** An address, then the code of the mail; signed in on the page that asks for it. */
export const signInForm = `<form id="mail" hidden>
<label for="email">Your e-mail address</label>
<input id="email" type="email" autocomplete="email" required maxlength="254" aria-describedby="email-said email-hint">
<p class="hint" id="email-hint">The one that you applied with.</p>
<p class="said" id="email-said"></p>
<button id="mail-button" aria-describedby="mail-button-said">Send me a code and a link</button>
<p class="said" id="mail-button-said" role="status"></p>
</form>
<form id="mail-code" hidden novalidate>
<label for="mailed-code">The code of the mail</label>
<input id="mailed-code" autocomplete="one-time-code" inputmode="numeric" maxlength="12" aria-describedby="mailed-code-said mailed-code-hint">
<p class="hint" id="mailed-code-hint">6 digits. The link of the mail signs you in as well.</p>
<p class="said" id="mailed-code-said"></p>
<button id="mail-code-button" aria-describedby="mail-code-button-said">Sign in</button>
<p class="said" id="mail-code-button-said" role="status"></p>
</form>`;
