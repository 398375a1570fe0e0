const formatCharacters = /\p{Cf}/gu;
const whiteSpace = /\s+/gu;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;
/** Scripts that put no space between words: a quote may begin and end anywhere in them. */
const unspacedScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * The form in which two texts count as the same words: format characters (zero width, bidi, tags) dropped, NFKC,
 * lower case, each run of white space one space. Folding word by word gives the same as folding the joined text,
 * because nothing composes with a space.
 */
export function fold(text: string): string {
  return text
    .replaceAll(whiteSpace, ' ')
    .split(' ')
    .map(foldWord)
    .filter((word) => word !== '')
    .join(' ');
}

function foldWord(word: string): string {
  const folded = word.replaceAll(formatCharacters, '').normalize('NFKC').toLowerCase().normalize('NFKC');
  // Lower-casing makes a sigma final or not by what follows; punctuation may or may not be part of a quote.
  return folded.replaceAll('ς', 'σ').replaceAll(whiteSpace, ' ').trim();
}

/** Words of a folded text; scripts without spaces are counted by dictionary. Marks alone are no word. */
export function countWords(folded: string): number {
  let count = 0;
  for (const word of folded.split(' ')) {
    if (unspacedScript.test(word)) count += [...segmenter.segment(word)].filter((part) => part.isWordLike).length;
    else if (isSpoken(word)) count += 1;
  }
  return count;
}

/** The words of a text as they are written, marks and all; scripts without spaces are parted by dictionary. */
export function wordsIn(text: string): string[] {
  return text
    .split(whiteSpace)
    .flatMap((word) =>
      unspacedScript.test(word) ? [...segmenter.segment(word)].map(({ segment }) => segment) : [word],
    )
    .filter((word) => fold(word) !== '');
}

/** Whether there is anything to say in a word: marks alone are silent. */
export function isSpoken(word: string): boolean {
  return wordCharacter.test(word);
}

/** Whether a cut between these two parts of one folded text falls between words; punctuation belongs to neither. */
export function isWordBoundary(before: string, after: string): boolean {
  const left = before.slice(before.lastIndexOf(' ') + 1);
  const space = after.indexOf(' ');
  const right = space === -1 ? after : after.slice(0, space);
  if (!wordCharacter.test(left) || !wordCharacter.test(right)) return true;
  return unspacedScript.test(left.slice(-2)) || unspacedScript.test(right.slice(0, 2));
}
