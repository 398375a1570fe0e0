const longestSeconds = 24 * 3_600;

/**
 * The seconds that a `Retry-After` asks for, a day at most; null where it asks for nothing that can be understood.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterSeconds(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  // Dates only: a parser of dates makes one of `-5` too.
  const isDate = /^[A-Z][a-z]{2,8},? .*\d\d:\d\d:\d\d/.test(header);
  if (!isDate && !/^\s*\d{1,9}\s*$/.test(header)) return null;
  const seconds = isDate ? (Date.parse(header) - nowMs) / 1_000 : Number(header);
  if (!Number.isFinite(seconds)) return null;
  return Math.min(Math.max(Math.ceil(seconds), 0), longestSeconds);
}
