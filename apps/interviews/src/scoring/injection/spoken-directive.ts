import type { Lexicon } from './lexicons.js';

interface Range {
  from: number;
  to: number;
}

/**
 * Where a text tells its grader what to decide: a directive with an addressee in reach, or two directives of different
 * kinds, which have no other addressee, and no reported speech before or between them, nor a subject of its own. `text` is in lexicon form.
 */
export function spokenDirectives(text: string, lexicon: Lexicon): Range[] {
  const overrides = rangesOf(text, lexicon.override);
  const awards = rangesOf(text, lexicon.award);
  const partners = rangesOf(text, lexicon.addressee);
  const found: Range[] = [];
  for (const directive of [...overrides, ...awards]) {
    const others = overrides.includes(directive) ? [...partners, ...awards] : [...partners, ...overrides];
    const meant = others
      .filter((other) => gap(directive, other) <= lexicon.reach)
      .map((other) => ({ from: Math.min(directive.from, other.from), to: Math.max(directive.to, other.to) }))
      .find((range) => !isReported(text, range, lexicon));
    if (meant && !isReported(text, directive, lexicon) && !isNarrated(text, directive, lexicon)) found.push(meant);
  }
  return found;
}

/** Whether a text holds a directive at all. Enough for text that somebody took the trouble to encode. */
export function holdsDirective(text: string, lexicons: readonly Lexicon[]): boolean {
  return lexicons.some((lexicon) =>
    [lexicon.override, lexicon.award].some((pattern) => rangesOf(text, pattern).length > 0),
  );
}

function isReported(text: string, range: Range, { reported, reach }: Lexicon): boolean {
  // The directive itself is cut off, so that a pattern's `$` means "right before it".
  const before = text.slice(Math.max(0, range.from - reach), range.from);
  return rangesOf(before, reported).length > 0;
}

function isNarrated(text: string, { from, to }: Range, { narrated, reach }: Lexicon): boolean {
  if (!narrated) return false;
  const [firstWord] = /^\S+/u.exec(text.slice(from, to)) ?? [''];
  return rangesOf(text.slice(Math.max(0, from - reach), from) + firstWord, narrated).length > 0;
}

function rangesOf(text: string, pattern: RegExp): Range[] {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

function gap(a: Range, b: Range): number {
  return Math.max(a.from, b.from) - Math.min(a.to, b.to);
}
