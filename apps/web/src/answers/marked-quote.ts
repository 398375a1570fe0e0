/** What of a sentence somebody has selected, as offsets of its shown text. */
export interface SelectedPart {
  text: string;
  from: number;
  to: number;
}

/** As long as the API takes a quote. */
export const longestQuote = 2_000;

const inWord = /[\p{L}\p{M}\p{N}'’-]/u;

/**
 * The words that a selection touches, whole ones: who selects by hand or thumb ends in the middle of them. Sentences are joined as the
 * transcript joins them. @returns null where there is no word in it, or too many
 */
export function quoteOf(parts: readonly SelectedPart[]): string | null {
  const touched = parts.filter(({ from, to }) => to > from);
  const quote = touched
    .map(({ text, from, to }, index) => {
      const start = index === 0 ? wordStart(text, from) : 0;
      const end = index === touched.length - 1 ? wordEnd(text, to) : text.length;
      return text.slice(start, end).trim();
    })
    .filter((text) => text !== '')
    .join(' ');
  return /[\p{L}\p{N}]/u.test(quote) && quote.length <= longestQuote ? quote : null;
}

function wordStart(text: string, at: number): number {
  let start = at;
  if (!inWord.test(text.charAt(start))) return start;
  while (start > 0 && inWord.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  if (!inWord.test(text.charAt(end - 1))) return end;
  while (end < text.length && inWord.test(text.charAt(end))) end += 1;
  return end;
}
