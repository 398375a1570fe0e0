import type { Locale } from '@guildhall/messages/accounts';
import { arabic } from './arabic.js';
import { english } from './english.js';
import type { MailTemplate } from './mail.entity.js';
import type { MailContent } from './mail-content.js';
import type { MailFacts } from './mail-facts.js';

/** A mail in the language of its reader; in English where that language has no words for it, as for staff. */
export function contentOf(template: MailTemplate, facts: MailFacts, locale: Locale): MailContent {
  const words = locale === 'ar' ? arabic[template] : undefined;
  return words ? { locale, ...words(facts) } : english[template](facts);
}
