import type { IdeaGroup } from '../../plan/plan-document.js';
import { isNegator, stopsNegation } from '../closed-class-words.js';
import { type Token, tokenize } from '../tokens.js';

/** Foreign tokens allowed between two words of an alternative. */
const maxForeignTokens = 1;
/** How far before an alternative a negator still denies it, in tokens. */
const negationReach = 7;

interface Alternative {
  stems: readonly string[];
  /** `nothing outside` says what it means by itself; a negator before it denies nothing. */
  holdsNegator: boolean;
}

export interface IdeaMatcher {
  alternatives: readonly Alternative[];
}

/** One place where an idea is said: the index of each token that belongs to it, ascending. */
export interface Mention {
  tokens: readonly number[];
  /** A negator before it makes it the opposite: a denied action is not an action. */
  denied: boolean;
}

/** Plans are immutable, and tokenizing a plan's alternatives costs more than reading an answer. */
const alternativesOf = new WeakMap<object, readonly Alternative[]>();

/** An idea without the alternatives that consist only of the question's own words: saying those again shows nothing. */
export function ideaMatcher(idea: Pick<IdeaGroup, 'any'>, questionStems: ReadonlySet<string>): IdeaMatcher {
  const alternatives = alternativesOf.get(idea) ?? idea.any.map(alternative);
  alternativesOf.set(idea, alternatives);
  return {
    alternatives: alternatives.filter(
      ({ stems }) => stems.length > 0 && !stems.every((stem) => questionStems.has(stem)),
    ),
  };
}

function alternative(wording: string): Alternative {
  const tokens = tokenize(wording);
  return { stems: tokens.map((token) => token.stem), holdsNegator: tokens.some((token) => isNegator(token.text)) };
}

/** Every place where the idea is said, denied or not, in order of its first token. */
export function mentionsOf(idea: IdeaMatcher, tokens: readonly Token[]): Mention[] {
  const found: Mention[] = [];
  tokens.forEach((token, at) => {
    for (const { stems, holdsNegator } of idea.alternatives) {
      if (stems[0] !== token.stem) continue;
      const matched = restOf(stems, tokens, [at]);
      if (matched) found.push({ tokens: matched, denied: !holdsNegator && isDenied(tokens, at) });
    }
  });
  return found;
}

function restOf(
  stems: readonly string[],
  tokens: readonly Token[],
  matched: readonly number[],
): readonly number[] | null {
  const wanted = stems[matched.length];
  if (wanted === undefined) return matched;
  const last = matched.at(-1)!;
  for (let at = last + 1; at <= last + 1 + maxForeignTokens; at += 1) {
    if (tokens[at]?.stem !== wanted) continue;
    const whole = restOf(stems, tokens, [...matched, at]);
    if (whole) return whole;
  }
  return null;
}

/** Whether a negator stands before, with no new subject or clause in between. */
function isDenied(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - negationReach); before -= 1) {
    const { text } = tokens[before]!;
    if (isNegator(text)) return true;
    if (stopsNegation(text)) return false;
  }
  return false;
}
