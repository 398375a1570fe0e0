export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What a language calls itself: whoever looks for theirs need not read another. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', ar: 'العربية' };

/** Of a language that pages are in, or that somebody speaks. */
export const directionOf = (tag: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ps|sd|ug|ur|yi)(-|$)/.test(tag) ? 'rtl' : 'ltr';

const storageKey = 'guildhall-language';

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** The language that the address of a page names: `?lang=`. */
export function namedLanguage(search: string): Language | null {
  const named = new URLSearchParams(search).get('lang');
  return isLanguage(named) ? named : null;
}

/** `?lang=` first, then what was chosen before, then what the browser asks for. */
export function preferredLanguage(search: string, stored: string | null, asked: readonly string[]): Language {
  const named = namedLanguage(search);
  if (named !== null) return named;
  if (isLanguage(stored)) return stored;
  return asked.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export const storedLanguage = (): string | null => localStorage.getItem(storageKey);
export const storeLanguage = (language: Language): void => localStorage.setItem(storageKey, language);
