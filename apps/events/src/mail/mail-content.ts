/** A mail before it is laid out; what the reader copies or opens stands apart from the sentences. */
export interface MailContent {
  subject: string;
  blocks: readonly MailBlock[];
}

export type MailBlock =
  | { kind: 'text'; text: string }
  /** Stands on a line of its own: `Your code: 123456`. */
  | { kind: 'code'; label: string; code: string }
  | { kind: 'link'; label: string; url: string };

export function asPlainText({ blocks }: MailContent): string {
  return `${blocks.map(plainBlock).join('\n\n')}\n`;
}

export function asHtml({ subject, blocks }: MailContent): string {
  const style = 'font-family:sans-serif;font-size:16px;line-height:1.5;max-width:34em;margin:2em auto;padding:0 1em';
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${style}">`,
    ...blocks.map((block) => `<p>${htmlBlock(block)}</p>`),
    '</body></html>',
  ].join('\n');
}

function plainBlock(block: MailBlock): string {
  if (block.kind === 'code') return `${block.label}: ${block.code}`;
  return block.kind === 'link' ? `${block.label}:\n${block.url}` : block.text;
}

function htmlBlock(block: MailBlock): string {
  if (block.kind === 'code') {
    const style = 'font-size:24px;letter-spacing:3px';
    return `${escapeHtml(block.label)}: <strong style="${style}">${escapeHtml(block.code)}</strong>`;
  }
  // The address is shown, too: who is asked to follow a link should see where it leads.
  if (block.kind === 'link') {
    const url = escapeHtml(block.url);
    return `${escapeHtml(block.label)}:<br><a href="${url}">${url}</a>`;
  }
  return escapeHtml(block.text);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
