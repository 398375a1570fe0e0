import type { Mail, MailSummary } from './mail-store.js';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

export const STYLESHEET = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; }
li { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .6rem 0; }
li a { font-weight: 600; }
small, dt { opacity: .75; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dd { margin: 0; }
pre { white-space: pre-wrap; font: inherit; border-top: 1px solid; padding-top: 1rem; }
`;

export function listPage(mails: readonly MailSummary[], filter: { to: string; limit: number }): string {
  const items = mails.map(
    (mail) => `<li><a href="/mails/${encodeURIComponent(mail.id)}">${escapeHtml(mail.subject)}</a><br>
<small>to ${escapeHtml(mail.to.join(', '))} · <time datetime="${escapeHtml(mail.receivedAt)}">${escapeHtml(readable(mail.receivedAt))}</time></small><br>
${escapeHtml(mail.preview)}</li>`,
  );
  const shown = mails.length === 0 ? '<p>No mail yet.</p>' : `<ol>${items.join('\n')}</ol>`;
  return page(
    'Mailbox',
    `<h1>Mailbox</h1>
<p>Every mail that this installation sends lands here, and nowhere else. Newest first, ${filter.limit} at most.</p>
<form method="get" action="/"><label>Only to <input type="email" name="to" value="${escapeHtml(filter.to)}"></label>
<button>Show</button></form>
${shown}`,
  );
}

export function mailPage(mail: Mail): string {
  return page(
    mail.subject,
    `<p><a href="/">Mailbox</a></p>
<h1>${escapeHtml(mail.subject)}</h1>
<dl><dt>From</dt><dd>${escapeHtml(mail.from)}</dd><dt>To</dt><dd>${escapeHtml(mail.to.join(', '))}</dd>
<dt>Received</dt><dd><time datetime="${escapeHtml(mail.receivedAt)}">${escapeHtml(readable(mail.receivedAt))}</time></dd></dl>
<pre>${withLinks(mail.text)}</pre>`,
  );
}

export function messagePage(message: string): string {
  return page(message, `<h1>${escapeHtml(message)}</h1><p><a href="/">Mailbox</a></p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/mailbox.css"></head>
<body><main>
${body}
</main></body></html>
`;
}

/** Only http and https become links, so a mail cannot smuggle in a script. */
function withLinks(text: string): string {
  let html = '';
  let end = 0;
  for (const { 0: url, index } of text.matchAll(LINK)) {
    html += `${escapeHtml(text.slice(end, index))}<a href="${escapeHtml(url)}" rel="noopener noreferrer">${escapeHtml(url)}</a>`;
    end = index + url.length;
  }
  return html + escapeHtml(text.slice(end));
}

function readable(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}
