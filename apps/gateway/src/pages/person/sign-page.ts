import { personPage } from './person-page.js';

const declineLink = '<button type="button" class="second decline">Decline with a reason</button>';

const start = `<section id="start" hidden>
<h1 tabindex="-1">Your contract</h1>
<p>It is ready for you to read and to sign, in five steps: you agree to sign electronically, open a test file, give back
a code from your mail, read, and sign. That takes about ten minutes.</p>
<p>The link of the mail works once. What you do next is kept in this tab for up to 12 hours, also when you reload the page.</p>
<button type="button" id="start-button" aria-describedby="start-button-said">Begin</button>
<p class="said" id="start-button-said" role="status"></p>
</section>`;

const agree = `<section id="agree" hidden>
<p class="step">Step 1 of 5</p>
<h1 tabindex="-1">Agree to sign electronically</h1>
<p class="said wrong" id="agree-news"></p>
<div id="disclosures"></div>
<p class="hint">Version <span id="disclosures-version"></span></p>
<button type="button" id="agree-button">I agree, continue</button>${declineLink}
</section>`;

const test = `<section id="test" hidden>
<p class="step">Step 2 of 5</p>
<h1 tabindex="-1">Open the test file</h1>
<p>What you will sign are PDF files. This one shows that you can open them: download it, open it, and enter the code in it.</p>
<button type="button" class="second" id="test-file-button" aria-describedby="test-file-button-said">Download the test file (PDF)</button>
<p class="said" id="test-file-button-said" role="status"></p>
<form id="test-form" novalidate>
<label for="access-code">The code in the test file</label>
<input id="access-code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" aria-describedby="access-code-said access-code-hint">
<p class="hint" id="access-code-hint">6 letters and digits. You can copy it.</p>
<p class="said" id="access-code-said"></p>
<button id="test-button" aria-describedby="test-button-said">Continue</button>
<p class="said" id="test-button-said" role="status"></p>
</form>
${declineLink}
</section>`;

const code = `<section id="code" hidden>
<p class="step">Step 3 of 5</p>
<h1 tabindex="-1">Show that it is you</h1>
<p>We mail a code to the address that you applied with. It works for 15 minutes.</p>
<button type="button" id="send-code-button" aria-describedby="send-code-button-said">Send me a code</button>
<p class="said" id="send-code-button-said" role="status"></p>
<form id="code-form" novalidate hidden>
<label for="signing-code">The code of the mail</label>
<input id="signing-code" autocomplete="one-time-code" inputmode="numeric" maxlength="12" aria-describedby="signing-code-said signing-code-hint">
<p class="hint" id="signing-code-hint">6 digits, from the newest mail.</p>
<p class="said" id="signing-code-said"></p>
<button id="code-button" aria-describedby="code-button-said">Continue</button>
<p class="said" id="code-button-said" role="status"></p>
</form>
${declineLink}
</section>`;

const read = `<section id="read" hidden>
<p class="step">Step 4 of 5</p>
<h1 tabindex="-1" id="read-title"></h1>
<p>These are its words. The PDF is the document that you sign.</p>
<button type="button" class="second" id="read-pdf-button" aria-describedby="read-pdf-button-said">Download the PDF</button>
<p class="said" id="read-pdf-button-said" role="status"></p>
<p class="hint">SHA-256 <code id="read-hash"></code></p>
<article id="read-text" aria-labelledby="read-title"></article>
${declineLink}
<div class="bar"><p class="said" id="next-button-said" role="status"></p><p id="read-place"></p><button type="button" id="next-button" aria-describedby="next-button-said">Next</button></div>
</section>`;

const sign = `<section id="sign" hidden>
<p class="step">Step 5 of 5 · <span id="sign-place"></span></p>
<h1 tabindex="-1" id="sign-title"></h1>
<div id="sign-terms"></div>
<details><summary>Read it again</summary><article id="sign-text"></article></details>
<form id="sign-form" novalidate>
<label for="typed-name">Type your full name to sign</label>
<input id="typed-name" dir="auto" autocomplete="name" spellcheck="false" maxlength="200" aria-describedby="typed-name-said typed-name-hint">
<p class="hint" id="typed-name-hint">As it stands in the document: <bdi id="signer-name"></bdi></p>
<p class="said" id="typed-name-said"></p>
${declineLink}
<div class="bar"><p class="said" id="sign-button-said" role="status"></p><button id="sign-button" aria-describedby="sign-button-said">Sign</button></div>
</form>
</section>`;

const declining = `<section id="declining" hidden>
<h1 tabindex="-1">Decline the contract</h1>
<p>This contract ends then, unsealed, and cannot be taken up again. <bdi class="company"></bdi> is told the
reason that you choose.</p>
<form id="decline-form" novalidate>
<fieldset><legend>Your reason</legend>
<label class="beside"><input type="radio" name="reason" value="rate" aria-describedby="decline-reason-said"> The rate</label>
<label class="beside"><input type="radio" name="reason" value="terms" aria-describedby="decline-reason-said"> The terms of the documents</label>
<label class="beside"><input type="radio" name="reason" value="timing" aria-describedby="decline-reason-said"> The time or the hours</label>
<label class="beside"><input type="radio" name="reason" value="other_offer" aria-describedby="decline-reason-said"> I have another offer</label>
<label class="beside"><input type="radio" name="reason" value="other" aria-describedby="decline-reason-said"> Another reason</label>
</fieldset>
<p class="said" id="decline-reason-said"></p>
<button id="decline-button" aria-describedby="decline-button-said">Decline</button><button type="button" class="second" id="keep-button">Go back</button>
<p class="said" id="decline-button-said" role="status"></p>
</form>
</section>`;

const sealing = `<section id="sealing" hidden>
<h1 tabindex="-1">Signed</h1>
<p>We add our signature, seal your documents and mail you when that is done. It takes a moment; you can wait here, or close
this page.</p>
<p class="said" id="sealing-said" role="status"></p>
</section>`;

const sealed = `<section id="sealed" hidden>
<h1 tabindex="-1">Signed and sealed</h1>
<p>These are your copies; keep them. The last page of each says who did what and when, and the seal shows every later change.</p>
<ul class="documents" id="copies"></ul>
<p>You find them at any time under <a href="me/contracts">your contracts</a>.</p>
</section>`;

const ends = `<section id="declined" hidden>
<h1 tabindex="-1">You declined this contract</h1>
<p>It has ended, and there is nothing left to sign. If that was not what you wanted, tell whoever invited you.</p>
</section>
<section id="expired" hidden>
<h1 tabindex="-1">This contract has expired</h1>
<p>It was not signed in time, and cannot be any more. If you would still like to sign one, tell whoever invited you.</p>
</section>
<section id="voided" hidden>
<h1 tabindex="-1">This contract was taken back</h1>
<p>The company has ended it before it was sealed: it binds nobody, and there is nothing left to sign. If you did not expect
that, ask whoever invited you.</p>
</section>
<section id="used" hidden>
<h1 tabindex="-1">This link does not work any more</h1>
<p>It was used already, or a newer mail has replaced it, or its time is over, or the contract has ended. Is it open in
another tab? Then go on there. Otherwise sign in to see how the contract stands, and have a new link sent. What you have
signed stays signed.</p>
<a class="button" href="me/contracts">Your contracts</a>
</section>
<section id="ended" hidden>
<h1 tabindex="-1">This visit is over</h1>
<p>A visit ends after 12 hours, when a newer link is mailed, and when the contract's time is over. What you have signed stays
signed. Sign in to see how the contract stands, and have a new link sent.</p>
<a class="button" href="me/contracts">Your contracts</a>
</section>
<section id="unfinished" hidden>
<h1 tabindex="-1">Please open the link of your mail</h1>
<p>Signing begins with it: open the whole link, to its last character. If that does not work, sign in and have a new one
sent.</p>
<a class="button" href="me/contracts">Your contracts</a>
</section>
<section id="unreachable" hidden>
<h1 tabindex="-1">We cannot go on at the moment</h1>
<p id="unreachable-why"></p>
<button type="button" id="again-button">Try again</button>
</section>`;

/** `/sign`: from the link of the mail to the sealed copies. */
export function signPage(): string {
  const sections = [start, agree, test, code, read, sign, declining, sealing, sealed, ends];
  return personPage({ title: 'Your contract', content: sections.join('\n'), script: 'sign.js', root: '' });
}
