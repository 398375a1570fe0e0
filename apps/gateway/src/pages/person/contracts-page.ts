import { personPage } from './person-page.js';
import { signInForm } from './sign-in-form.js';

const content = `<section id="mine" hidden>
<h1 tabindex="-1">Your contracts</h1>
<p id="no-contracts" hidden>You have no contract at the moment. When you are offered work, a mail tells you that one is ready to
sign.</p>
<ul class="cards" id="contracts"></ul>
<p id="of-copies" hidden>The last page of each sealed copy says who did what and when, and the seal shows every later change.</p>
<p>How your applications and interviews stand is on <a href="../me">your page</a>.</p>
<button type="button" class="second" id="sign-out">Sign out</button>
</section>
<section id="sign-in" hidden>
<h1 tabindex="-1">Sign in to see your contracts</h1>
<p>We mail you a code and a link. Enter the code here, and this page shows your contracts.</p>
</section>
${signInForm}
<section id="staff" hidden>
<h1 tabindex="-1">You are signed in as staff</h1>
<p>This page shows applicants their own contracts. Those of others are in the <a href="../docs">API</a>.</p>
</section>
<section id="unreachable" hidden>
<h1 tabindex="-1">We cannot go on at the moment</h1>
<p id="unreachable-why"></p>
<button type="button" id="again-button">Try again</button>
</section>`;

/** `/me/contracts`: one's own contracts, how they stand, and the copies of their documents. */
export function contractsPage(): string {
  return personPage({ title: 'Your contracts', content, script: 'contracts.js', root: '../' });
}
