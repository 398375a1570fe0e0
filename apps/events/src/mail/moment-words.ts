import type { Locale } from '@guildhall/messages/accounts';

const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const;
const tags: Record<Locale, string> = { en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' };

/** A moment with date, time and the name of its zone. Where its reader lives is not known, so it is told in UTC. */
export function momentWords(at: Date, locale: Locale): string {
  const [date, time] = [day, clock].map((form) => new Intl.DateTimeFormat(tags[locale], form).format(at));
  return locale === 'en' ? `${date}, ${time} UTC` : `${date}، الساعة ${time} بالتوقيت العالمي المنسق`;
}
