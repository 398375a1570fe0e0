const shortestMs = 1_000;
/** As long as the job queue lets a job wait on a server's word: less would ask again while it still refuses. */
const longestMs = 6 * 3_600_000;

/**
 * How long a server asks to be left alone, in milliseconds and within bounds, or null where it does not say.
 * `Retry-After` is a number of seconds or an HTTP date; `retry-after-ms` is the vendor's finer form.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: Headers | undefined, now: Date): number | null {
  const asked = millisecondsAsked(headers, now);
  return asked === null ? null : Math.min(Math.max(asked, shortestMs), longestMs);
}

function millisecondsAsked(headers: Headers | undefined, now: Date): number | null {
  const milliseconds = headers?.get('retry-after-ms')?.trim();
  if (milliseconds && /^\d+(\.\d+)?$/.test(milliseconds)) return Math.ceil(Number(milliseconds));
  const value = headers?.get('retry-after')?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date - now.getTime();
}
