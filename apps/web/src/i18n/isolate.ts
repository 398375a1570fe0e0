const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * A value that stands in a sentence of the other direction is kept apart from it, or "1:12 of 1:20" turns around in Arabic
 * and a name takes the comma behind it along.
 * @see https://www.unicode.org/reports/tr9/ (first strong isolate)
 */
export function isolated(value: string, language: string): string {
  return language === 'ar' || rightToLeft.test(value) ? `\u2068${value}\u2069` : value;
}
