import { personPageStyle } from './person-page-style.js';

/** The files beside the pages; a strict policy lets no script stand inside them. */
export type PersonScriptName = 'contracts.js' | 'invitation.js' | 'sign.js';

/**
 * @param content states of the page as sections, all hidden; the script shows the one that holds
 * @param root the way back to the installation's root, which may lie below a path of its host
 */
export function personPage(options: {
  title: string;
  content: string;
  script: PersonScriptName;
  root: string;
}): string {
  const { title, content, script, root } = options;
  return `<!doctype html>
<html lang="en" data-root="${root}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title} – Guildhall</title><style>${personPageStyle}</style></head>
<body>
<header>Guildhall</header>
<main>
<noscript><h1>${title}</h1><p>This page needs JavaScript. Without it, use the code of the mail with the
<a href="${root}docs">API</a>, or answer to whoever invited you.</p></noscript>
${content}
</main>
<script src="${root}pages/${script}"></script>
</body>
</html>
`;
}
