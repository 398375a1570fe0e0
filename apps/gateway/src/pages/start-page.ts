import { startPageStyle } from './start-page-style.js';

export interface StartPageFacts {
  publicUrl: string;
  mailboxUrl: string | undefined;
  services: { name: string; isUp: boolean }[];
  /** Null while interviews does not answer. */
  engines: { speech: string; scoring: string } | null;
}

export function startPage({ publicUrl, mailboxUrl, services, engines }: StartPageFacts): string {
  const url = escaped(publicUrl.replace(/\/$/, ''));
  const rows = services.map(({ name, isUp }) => {
    return `<tr><td>${escaped(name)}</td><td class="${isUp ? 'up' : 'down'}">${isUp ? 'up' : 'not answering'}</td></tr>`;
  });
  const links = [
    '<li><a href="/jobs">Openings</a>: apply, record an interview, follow an application</li>',
    '<li><a href="/console">Console</a>, for staff: plans, candidates, reviews, decisions</li>',
    '<li><a href="/docs">API reference</a>, also as <a href="/openapi.json">OpenAPI 3.1</a></li>',
    ...(mailboxUrl === undefined
      ? []
      : [`<li><a href="${escaped(mailboxUrl)}">Mailbox</a>: the mails of this installation</li>`]),
    '<li><a href="/health/ready">Health</a>; metrics are served on the port of operations</li>',
  ];
  const enginesLine =
    engines === null
      ? ''
      : `<p>Speech is recognised by <strong>${escaped(engines.speech)}</strong>, answers are scored by <strong>${escaped(engines.scoring)}</strong>.</p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Guildhall</title><style>${startPageStyle}</style></head>
<body>
<h1>Guildhall</h1>
<p>From an application by recorded interview to a decision by a person, a signed contract and pay.</p>
<h2>Where to go</h2>
<ul>${links.join('')}</ul>
<h2>Services</h2>
<table>${rows.join('')}</table>
${enginesLine}
<h2>How to sign in</h2>
<p>Staff <a href="/login?way=password">sign in with a password</a>. The first admin's one-time password was printed at the first start, and
<code>npm run admin:reset</code> prints a new one. It has to be replaced before anything else; the page asks for it. By the API:</p>
<pre>curl -s ${url}/v1/auth/password \\
  -H 'Content-Type: application/json' \\
  -d '{"email":"admin@guildhall.example","password":"…"}'
curl -s ${url}/v1/me/password \\
  -H 'Authorization: Bearer ghs_…' -H 'Content-Type: application/json' \\
  -d '{"currentPassword":"…","newPassword":"…"}'</pre>
<p>Applicants <a href="/login">get a code by mail</a>. By the API: <code>POST /v1/auth/mail-codes</code>, then <code>POST /v1/auth/mail-codes/verify</code>.
Systems show an API key as a bearer token.</p>
</body>
</html>
`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
