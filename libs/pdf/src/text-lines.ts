/**
 * Breaks a text into lines no wider than `width` at spaces, and inside of words that are wider than a line. A line's width is
 * added up from its words and what a space takes between two letters, so that no word is measured again with all before it.
 * @param widthOf of a piece of the text, as it will be drawn
 */
export function brokenIntoLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const word of text.split(/[ \t\n]+/u).filter((part) => part !== '')) {
    const wordWidth = widthOf(word);
    const longerWidth = line === '' ? wordWidth : lineWidth + spaceBetween(line, word, widthOf) + wordWidth;
    if (longerWidth <= width) {
      line = line === '' ? word : `${line} ${word}`;
      lineWidth = longerWidth;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = piecesOf(word, width, widthOf);
    line = pieces.pop()!;
    lineWidth = line === word ? wordWidth : widthOf(line);
    lines.push(...pieces);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** With the kerning of the letters beside it. */
function spaceBetween(before: string, after: string, widthOf: (text: string) => number): number {
  const last = String.fromCodePoint(before.codePointAt(before.length - 1)!);
  const first = String.fromCodePoint(after.codePointAt(0)!);
  return widthOf(`${last} ${first}`) - widthOf(last) - widthOf(first);
}

function piecesOf(word: string, width: number, widthOf: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of widthOf(word) <= width ? [word] : graphemesOf(word)) {
    if (piece !== '' && widthOf(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemesOf(word: string): string[] {
  return Array.from(graphemes.segment(word), ({ segment }) => segment);
}
