import type { Locale } from '@guildhall/messages/accounts';
import type { MailTemplate } from './mail.entity.js';
import type { MailFacts } from './mail-facts.js';

/** The words of every mail in one language. Another language is another such table. */
export type MailWords = Record<MailTemplate, (facts: MailFacts) => MailContent>;

/** A mail before it is laid out; what the reader copies or opens stands apart from the sentences. */
export interface MailContent {
  /** English where absent. */
  locale?: Locale;
  subject: string;
  blocks: readonly MailBlock[];
}

export type MailBlock =
  | { kind: 'text'; text: string }
  /** Stands on a line of its own, `Your code: 123456`; from right to left the code alone does. */
  | { kind: 'code'; label: string; code: string }
  | { kind: 'link'; label: string; url: string };

export function asPlainText({ locale = 'en', blocks }: MailContent): string {
  return `${blocks.map((block) => plainBlock(block, locale)).join('\n\n')}\n`;
}

export function asHtml({ locale = 'en', subject, blocks }: MailContent): string {
  const style = 'font-family:sans-serif;font-size:16px;line-height:1.5;max-width:34em;margin:2em auto;padding:0 1em';
  const direction = locale === 'ar' ? 'rtl' : 'ltr';
  return [
    `<!doctype html><html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${style}">`,
    ...blocks.map((block) => `<p>${htmlBlock(block, locale)}</p>`),
    '</body></html>',
  ].join('\n');
}

function plainBlock(block: MailBlock, locale: Locale): string {
  if (block.kind === 'code') return `${block.label}:${locale === 'en' ? ' ' : '\n'}${block.code}`;
  return block.kind === 'link' ? `${block.label}:\n${block.url}` : block.text;
}

function htmlBlock(block: MailBlock, locale: Locale): string {
  const leftToRight = locale === 'ar' ? ' dir="ltr"' : '';
  if (block.kind === 'code') {
    const style = 'font-size:24px;letter-spacing:3px';
    return `${escapeHtml(block.label)}: <strong${leftToRight} style="${style}">${escapeHtml(block.code)}</strong>`;
  }
  // The address is shown, too: who is asked to follow a link should see where it leads.
  if (block.kind === 'link') {
    const url = escapeHtml(block.url);
    return `${escapeHtml(block.label)}:<br><a href="${url}"${leftToRight}>${url}</a>`;
  }
  return escapeHtml(block.text);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
