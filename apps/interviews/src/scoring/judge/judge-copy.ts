import type { AnswerText, TextSpan } from '../transcript.js';

/** One segment as the judge reads it. */
export interface CopiedSegment {
  /** Counts all segments of the answer from 1; the judge names it beside a quote. */
  n: number;
  text: string;
  /** The span of `AnswerText.text` behind each UTF-16 unit of `text`. */
  origin: readonly TextSpan[];
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const formatCharacter = /\p{Cf}/u;

/**
 * The applicant's words for the judge: NFKC, so that look-alike letters read as what they look like, and without format
 * characters (zero width, bidi, tags), so that nothing is in the prompt that nobody can see. An interviewer's segments
 * are left out.
 */
export function judgeCopy(answer: AnswerText): CopiedSegment[] {
  return answer.speakers.flatMap((speaker, index) => {
    const words = answer.words.filter((word) => word.segment === index);
    const first = words[0];
    if (speaker !== 'applicant' || !first) return [];
    const copied = copyText(answer.text.slice(first.from, words.at(-1)!.to), first.from);
    return copied.text.trim() === '' ? [] : [{ n: index + 1, ...copied }];
  });
}

/** Where `quote` stands, character for character, in a copied segment; offsets are those of the answer. */
export function spanOfQuote(segment: CopiedSegment, quote: string): TextSpan | null {
  const from = quote === '' ? -1 : segment.text.indexOf(quote);
  if (from === -1) return null;
  return { from: segment.origin[from]!.from, to: segment.origin[from + quote.length - 1]!.to };
}

function copyText(text: string, offset: number): Pick<CopiedSegment, 'text' | 'origin'> {
  const visible: string[] = [];
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    if (!formatCharacter.test(character)) {
      for (let unit = 0; unit < character.length; unit += 1) {
        visible.push(character[unit]!);
        places.push(at + unit);
      }
    }
    at += character.length;
  }
  let copied = '';
  const origin: TextSpan[] = [];
  // Composition never reaches over the border of a grapheme, so each can be normalised alone and traced back.
  for (const { segment: grapheme, index } of graphemes.segment(visible.join(''))) {
    const span = { from: offset + places[index]!, to: offset + places[index + grapheme.length - 1]! + 1 };
    const normalized = grapheme.normalize('NFKC');
    copied += normalized;
    for (let unit = 0; unit < normalized.length; unit += 1) origin.push(span);
  }
  return { text: copied, origin };
}
