/** The languages that people are written to in. */
export const locales = ['en', 'ar'] as const;
export type Locale = (typeof locales)[number];
