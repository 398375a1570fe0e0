import type { TextSpan } from './transcript.js';

/** A text made from a part of an answer, with the answer's span behind each of its UTF-16 units. */
export interface TracedText {
  text: string;
  origin: readonly TextSpan[];
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const formatCharacter = /\p{Cf}/u;
/** ASCII characters that no mark can follow, each a grapheme of its own; and everything else with what it may join. */
const runs = /(?:\p{ASCII}(?!\P{ASCII}))+|\p{ASCII}?\P{ASCII}+/gu;
const plain = /^\p{ASCII}*$/u;

/**
 * What a reader sees of `text`: format characters (zero width, bidi, tags) dropped, then each grapheme rewritten by
 * `rewrite`. `offset` is where `text` begins in the answer.
 *
 * No canonical composition reaches over the border of a grapheme (checked for every composed character of Unicode 15), so
 * NFKC of each grapheme is NFKC of the whole.
 */
export function visibleText(text: string, offset: number, rewrite: (grapheme: string) => string): TracedText {
  const { visible, places } = withoutFormatCharacters(text);
  const origin: TextSpan[] = [];
  let rewritten = '';
  for (const { grapheme, index } of graphemesOf(visible)) {
    const span = { from: offset + places[index]!, to: offset + places[index + grapheme.length - 1]! + 1 };
    const part = rewrite(grapheme);
    rewritten += part;
    for (let unit = 0; unit < part.length; unit += 1) origin.push(span);
  }
  return { text: rewritten, origin };
}

/** The answer's span behind `traced.text.slice(from, to)`, which must not be empty. */
export function tracedSpan(traced: TracedText, from: number, to: number): TextSpan {
  return { from: traced.origin[from]!.from, to: traced.origin[to - 1]!.to };
}

/** `Intl.Segmenter` takes about 20 µs a character, which a long answer of plain letters need not pay. */
function* graphemesOf(text: string): Generator<{ grapheme: string; index: number }> {
  for (const { 0: run, index: start } of text.matchAll(runs)) {
    if (plain.test(run)) {
      for (let at = 0; at < run.length; at += 1) yield { grapheme: run[at]!, index: start + at };
    } else {
      for (const { segment: grapheme, index } of graphemes.segment(run)) yield { grapheme, index: start + index };
    }
  }
}

function withoutFormatCharacters(text: string): { visible: string; places: number[] } {
  const places: number[] = [];
  let visible = '';
  let at = 0;
  for (const character of text) {
    if (!formatCharacter.test(character)) {
      visible += character;
      for (let unit = 0; unit < character.length; unit += 1) places.push(at + unit);
    }
    at += character.length;
  }
  return { visible, places };
}
