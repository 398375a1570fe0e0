export interface Quote {
  quote: string;
  /** Place of its criterion in the plan, from 0. */
  place: number;
}

export interface AnswerPiece {
  text: string;
  /** Where it begins. */
  start: number;
  /** Places of the criteria that it was quoted for, in the plan's order; none for what was not. */
  places: number[];
}

/** An answer in pieces that were quoted and those between them. What is quoted for two criteria is a piece of both. */
export function markedAnswer(text: string, quotes: readonly Quote[]): AnswerPiece[] {
  const spans = quotes.flatMap(({ quote, place }) => {
    const found = spanOf(text, quote);
    return found ? [{ ...found, place }] : [];
  });
  const ends = [0, text.length, ...spans.flatMap(({ start, end }) => [start, end])];
  const cuts = [...new Set(ends)].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1]!;
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    const places = [...new Set(over.map(({ place }) => place))].sort((one, other) => one - other);
    return { text: text.slice(start, end), start, places };
  });
}

/** Quotes join their words by one space, whatever stands between them in the answer. */
function spanOf(text: string, quote: string): { start: number; end: number } | null {
  const words = quote.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return null;
  const pattern = words.map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('\\s+');
  const found = new RegExp(pattern, 'u').exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}
