import { isStandardText } from './text-runs.js';

/**
 * Breaks a text into lines no wider than `width` at spaces, and inside of words that are wider than a line. A line's width is
 * added up from its words and the spaces between them, so that no word is measured again with all before it.
 * @param widthOf of a piece of the text, as it will be drawn
 */
export function brokenIntoLines(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  let last = '';
  for (const word of text.split(/[ \t\n]+/u).filter((part) => part !== '')) {
    const wordWidth = widthOf(word);
    const longerWidth = line === '' ? wordWidth : lineWidth + spaceBetween(last, word, widthOf) + wordWidth;
    last = word;
    if (longerWidth <= width) {
      line = line === '' ? word : `${line} ${word}`;
      lineWidth = longerWidth;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = brokenAnywhere(word, width, widthOf);
    line = pieces.pop()!;
    last = line;
    lineWidth = line === word ? wordWidth : widthOf(line);
    lines.push(...pieces);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** With the kerning of the letters beside it; which font draws it depends on the words, unless both are standard. */
function spaceBetween(before: string, after: string, widthOf: (text: string) => number): number {
  const areStandard = isStandardText(before) && isStandardText(after);
  const [left, right] = areStandard ? [before.at(-1)!, after.at(0)!] : [before, after];
  return widthOf(`${left} ${right}`) - widthOf(left) - widthOf(right);
}

/** Breaks a text into lines wherever one is full, every character and space kept. */
export function brokenAnywhere(text: string, width: number, widthOf: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of widthOf(text) <= width ? [text] : graphemesOf(text)) {
    if (piece !== '' && widthOf(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
