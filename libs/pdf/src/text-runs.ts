import bidiFactory from 'bidi-js';

/** Its types describe a default export that Node does not see as one. */
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

/** Latin-1, and the characters of Windows-1252 beyond it. */
const standardText = /^[\x20-\x7e\xa0-\xac\xae-\xffƒ–—‘’‚“”„†‡•…€‰‹›ˆ™ŒœŠšŸŽž˜]*$/u;
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A stretch of one line that one font draws in one direction. */
export interface TextRun {
  /** In reading order, without the marks that steer directions. */
  text: string;
  isRightToLeft: boolean;
  /** Latin-1: a standard font of every reader draws it; anything else takes an embedded one. */
  isStandard: boolean;
}

/** The standard fonts would draw any other character as a wrong one, silently. */
export function isStandardText(text: string): boolean {
  return standardText.test(text);
}

/** Which way a paragraph reads: as its first letter with a direction does (Unicode UAX #9, P2 and P3). */
export function readsRightToLeft(text: string): boolean {
  return !isStandardText(text) && bidi.getEmbeddingLevels(text).paragraphs[0]?.level === 1;
}

/**
 * One line in the order it is seen, left to right (UAX #9). Right-to-left runs keep their reading order inside: the
 * font's shaping turns them round.
 */
export function visualRuns(line: string, isRightToLeft: boolean): TextRun[] {
  // What most lines are: no letter in them reads from the right.
  if (!isRightToLeft && line !== '' && isStandardText(line)) return [{ text: line, isRightToLeft, isStandard: true }];
  const { levels } = bidi.getEmbeddingLevels(line, isRightToLeft ? 'rtl' : 'ltr');
  const stretches = stretchesOf(line, levels);
  const highest = Math.max(0, ...stretches.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) reverseFrom(stretches, level);
  return stretches.map(({ text, level, isStandard }) => ({
    text: level % 2 === 1 ? turned(text) : text,
    isRightToLeft: level % 2 === 1,
    isStandard,
  }));
}

interface Stretch {
  text: string;
  level: number;
  isStandard: boolean;
}

/** Whole words go to one font, so that no name is drawn in two. */
function stretchesOf(line: string, levels: Uint8Array): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { 0: word, index: start } of line.matchAll(/\s+|\S+/gu)) {
    const isStandard = isStandardText(word.replace(bidiControls, ''));
    let from = start;
    for (let at = start + 1; at <= start + word.length; at += 1) {
      if (at < start + word.length && levels[at] === levels[from]) continue;
      const text = line.slice(from, at).replace(bidiControls, '');
      const level = levels[from]!;
      const last = stretches.at(-1);
      const isSpace = text.trim() === '';
      if (last?.level === level && (last.isStandard === isStandard || isSpace)) last.text += text;
      else if (text !== '') stretches.push({ text, level, isStandard });
      from = at;
    }
  }
  return stretches;
}

/** Rule L2: what is at this level or above is turned round as a whole. */
function reverseFrom(stretches: Stretch[], level: number): void {
  for (let start = 0; start < stretches.length; start += 1) {
    if (stretches[start]!.level < level) continue;
    let end = start;
    while (end + 1 < stretches.length && stretches[end + 1]!.level >= level) end += 1;
    stretches.splice(start, end - start + 1, ...stretches.slice(start, end + 1).reverse());
    start = end;
  }
}

/** Brackets face the other way. Without a letter the font cannot know that it has to turn the run round. */
function turned(text: string): string {
  const mirrored = Array.from(text, (character) => bidi.getMirroredCharacter(character) ?? character);
  return (/\p{L}/u.test(text) ? mirrored : mirrored.reverse()).join('');
}
