import { isContent, type Token } from '../tokens.js';

/** What tells a list of keywords from sentences. Shares are between 0 and 1. */
export interface WordingFigures {
  functionShare: number;
  pronounsAndAuxiliariesPer100: number;
  longestContentRun: number;
  repeatedPairShare: number;
  topPairShare: number;
  topPairCount: number;
}

const limits = {
  functionShare: 0.3,
  pronounsAndAuxiliariesPer100: 6,
  contentRun: 9,
  repeatedPairShare: 0.1,
  topPairShare: 0.06,
  topPairShareAlone: 0.1,
  /** Twice the same pair is a tenth of a twenty-word answer and means nothing. */
  topPairCount: 3,
} as const;

/** A pair is two content words that follow each other with or without grammar between them. */
export function wordingFigures(tokens: readonly Token[]): WordingFigures {
  const content = tokens.filter(isContent);
  const pairs = new Map<string, number>();
  for (let at = 1; at < content.length; at += 1) {
    const pair = `${content[at - 1]!.stem} ${content[at]!.stem}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const pairTotal = Math.max(1, content.length - 1);
  const topPairCount = Math.max(0, ...pairs.values());
  const total = Math.max(1, tokens.length);
  return {
    functionShare: (tokens.length - content.length) / total,
    pronounsAndAuxiliariesPer100: (100 * tokens.filter((token) => token.isPronounOrAuxiliary).length) / total,
    longestContentRun: longestContentRun(tokens),
    repeatedPairShare: content.length < 2 ? 0 : (content.length - 1 - pairs.size) / pairTotal,
    topPairShare: topPairCount / pairTotal,
    topPairCount,
  };
}

function longestContentRun(tokens: readonly Token[]): number {
  let longest = 0;
  let run = 0;
  for (const token of tokens) {
    run = isContent(token) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Two signs of a list, or one word pair said over and over. */
export function isListLike(figures: WordingFigures): boolean {
  const topPairCounts = figures.topPairCount >= limits.topPairCount;
  const signs = [
    figures.functionShare < limits.functionShare,
    figures.pronounsAndAuxiliariesPer100 < limits.pronounsAndAuxiliariesPer100,
    figures.longestContentRun >= limits.contentRun,
    figures.repeatedPairShare > limits.repeatedPairShare,
    topPairCounts && figures.topPairShare >= limits.topPairShare,
  ];
  if (topPairCounts && figures.topPairShare >= limits.topPairShareAlone) return true;
  return signs.filter(Boolean).length >= 2;
}
