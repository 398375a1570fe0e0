/** A sentence as it is shown. */
export interface ShownSentence {
  n: number;
  text: string;
  startSeconds: number;
}

/** Where a quote touches a sentence, as offsets of its text. */
export interface QuotePlace {
  n: number;
  from: number;
  to: number;
}

interface PlacedWord extends QuotePlace {
  key: string;
  startSeconds: number;
}

/**
 * Finds a quote in an answer: words in a row, whatever their case, marks and white space. Of several places the one that is nearest
 * to its time counts, without a time the first. @returns a place for each sentence that it touches; none where it is not found
 */
export function placesOf(
  sentences: readonly ShownSentence[],
  { text, startSeconds }: { text: string; startSeconds: number | null },
): QuotePlace[] {
  const wanted = keysOf(text);
  const words = sentences.flatMap(wordsOf);
  if (wanted.length === 0) return [];
  let best: PlacedWord[] | null = null;
  for (let at = 0; at + wanted.length <= words.length; at += 1) {
    const found = words.slice(at, at + wanted.length);
    if (!found.every(({ key }, index) => key === wanted[index])) continue;
    if (best === null || isNearer(found[0]!, best[0]!, startSeconds)) best = found;
  }
  return best ? placesIn(best) : insideOneSentence(sentences, text);
}

const isNearer = (one: PlacedWord, other: PlacedWord, seconds: number | null): boolean =>
  seconds !== null && Math.abs(one.startSeconds - seconds) < Math.abs(other.startSeconds - seconds);

/** A quote belongs to words, not to the marks around them. */
const keyOf = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');

const keysOf = (text: string): string[] =>
  text
    .split(/\s+/u)
    .map(keyOf)
    .filter((key) => key !== '');

function wordsOf({ n, text, startSeconds }: ShownSentence): PlacedWord[] {
  return [...text.matchAll(/\S+/gu)]
    .map(({ 0: word, index }) => ({ n, startSeconds, key: keyOf(word), from: index, to: index + word.length }))
    .filter(({ key }) => key !== '');
}

function placesIn(words: readonly PlacedWord[]): QuotePlace[] {
  const numbers = [...new Set(words.map(({ n }) => n))];
  return numbers.map((n) => {
    const own = words.filter((word) => word.n === n);
    return { n, from: own[0]!.from, to: own.at(-1)!.to };
  });
}

/** Scripts that put no space between words: a quote may begin and end anywhere in them. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

function insideOneSentence(sentences: readonly ShownSentence[], quote: string): QuotePlace[] {
  const wanted = quote.trim().toLowerCase();
  if (!unspaced.test(wanted)) return [];
  for (const { n, text } of sentences) {
    const from = text.toLowerCase().indexOf(wanted);
    if (from >= 0) return [{ n, from, to: from + wanted.length }];
  }
  return [];
}
