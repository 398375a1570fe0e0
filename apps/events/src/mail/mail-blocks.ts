import type { MailBlock } from './mail-content.js';

export function text(words: string): MailBlock {
  return { kind: 'text', text: words };
}

export function link(label: string, url: string): MailBlock {
  return { kind: 'link', label, url };
}

export function linkIfAny(label: string, url: string | null): MailBlock[] {
  return url === null ? [] : [link(label, url)];
}
