import { personPage } from './person-page.js';

const content = `<section id="choose" hidden>
<h1 tabindex="-1">Choose a password</h1>
<p>You have been invited to work on hiring with Guildhall. With your password you sign in from now on; the invitation
works once.</p>
<form id="invitation">
<label for="password">Password</label>
<input id="password" type="password" autocomplete="new-password" required minlength="12" maxlength="200" aria-describedby="password-hint">
<p class="hint" id="password-hint">At least 12 characters. Some words in a row are easier to keep than signs.</p>
<label class="beside"><input id="show-password" type="checkbox"> Show the password</label>
<button>Accept the invitation</button>
<p class="said" id="invitation-said" role="status"></p>
</form>
</section>
<section id="accepted" hidden>
<h1 tabindex="-1">Welcome to Guildhall</h1>
<p id="greeting"></p>
<h2>What comes next</h2>
<p>Guildhall has no pages for staff yet; everything is in its API. What you may do is in the <a href="docs">API
reference</a>. To sign in, send your address and your password to <code>POST /v1/auth/password</code>, and show the token
of the reply as <code>Authorization: Bearer</code>.</p>
</section>
<section id="used" hidden>
<h1 tabindex="-1">This invitation does not work any more</h1>
<p>An invitation works once and for 7 days. If you have chosen a password already, sign in with it:
<code>POST /v1/auth/password</code>, see the <a href="docs">API reference</a>. If not, tell the admin who invited you.</p>
</section>
<section id="unfinished" hidden>
<h1 tabindex="-1">This link is not complete</h1>
<p>Please open the whole link of the mail, to its last character.</p>
</section>`;

/** `/invitation`: an invited member of staff chooses a password. */
export function invitationPage(): string {
  return personPage({ title: 'Your invitation', content, script: 'invitation.js', root: '' });
}
