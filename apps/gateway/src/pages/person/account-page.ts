import { personPage } from './person-page.js';
import { signInForm } from './sign-in-form.js';

const recordingGuide = 'docs/guides/record-an-interview.md';

const confirm = `<section id="confirm" hidden>
<h1 tabindex="-1">Confirm your address</h1>
<p>One click confirms that this address is yours and signs you in. The link works once.</p>
<button type="button" id="confirm-button">Confirm and sign in</button>
<p class="said" id="confirm-said" role="status"></p>
</section>`;

const used = `<section id="used" hidden>
<h1 tabindex="-1">This link does not work any more</h1>
<p>A link works once and for a short time, and a newer mail ends the older one. Nothing is lost: what you confirmed
stays confirmed, and you can have a new link.</p>
</section>`;

const unfinished = `<section id="unfinished" hidden>
<h1 tabindex="-1">This link is not complete</h1>
<p>Please open the whole link of the mail, to its last character. If that does not work, have a new one sent.</p>
</section>`;

const signedIn = (root: string) => `<section id="signed-in" hidden>
<h1 tabindex="-1">You are signed in</h1>
<p id="greeting"></p>
<p class="said" id="looking" role="status"></p>
<div id="applicant" hidden>
<h2>Your interviews</h2>
<ul class="cards" id="interviews"></ul>
<p id="no-interviews" hidden>You have no interview at the moment. One appears a little after an address is confirmed:
<a href="">look again</a>.</p>
<h2>Your applications</h2>
<ul class="cards" id="applications"></ul>
<p id="no-applications" hidden>You have no application at the moment.</p>
<h2>Your contracts</h2>
<p>What you were sent to sign, and your sealed copies, are under <a href="${root}me/contracts">your contracts</a>.</p>
<h2>What comes next</h2>
<p>Guildhall has no pages for recording yet. Until it has, an interview is recorded with a program that speaks to the
<a href="${root}docs">API</a>; the guide <code>${recordingGuide}</code> of the source code leads from the consent to the
last answer. Above is the id that it asks for.</p>
<p>How the answers are judged, and by whom, is said in <code>consentText</code> of
<code>GET /v1/interviews/{id}</code>. If you would rather have a person than AI, send
<code>POST /v1/interviews/{id}/human-path</code>, or write to whoever invited you. It has no bearing on your chances.</p>
<details id="token-details" hidden><summary>Your session for other programs</summary>
<p>Send it as <code>Authorization: Bearer</code>. Whoever has it is you, <span id="token-until"></span>: show it to nobody.</p>
<p><code id="token"></code></p></details>
</div>
<div id="staff" hidden><h2>What comes next</h2>
<p>Guildhall has no pages for staff yet. What you may do is in the <a href="${root}docs">API reference</a>.</p></div>
<button type="button" class="second" id="sign-out">Sign out</button>
</section>`;

const signIn = (root: string) => `<section id="sign-in" hidden>
<h1 tabindex="-1">Sign in</h1>
<p>You have applied? We send you a code and a link; with either you see how your applications and interviews stand. Recording
still needs a program that speaks to the <a href="${root}docs">API</a>: there are no pages for it yet.</p>
</section>`;

const staffSignIn = (root: string) => `<p id="staff-sign-in" hidden>You work here? Staff sign in with their password by
<code>POST /v1/auth/password</code>, see the <a href="${root}docs">API reference</a>.</p>`;

const unreachable = `<section id="unreachable" hidden>
<h1 tabindex="-1">We cannot be reached at the moment</h1>
<p>Nothing is lost. Please wait a little and <a href="">try again</a>.</p>
</section>`;

/** `/verify`, `/login`, `/me/…`: proves an address by the mailed link, and shows how one's interviews stand. */
export function accountPage({ title, root }: { title: string; root: string }): string {
  const sections = [
    confirm,
    used,
    unfinished,
    signIn(root),
    signInForm,
    staffSignIn(root),
    signedIn(root),
    unreachable,
  ];
  return personPage({ title, content: sections.join('\n'), script: 'account.js', root });
}
