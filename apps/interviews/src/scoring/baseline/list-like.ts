import { isContent, type Token } from '../tokens.js';

/** What tells a list of keywords from sentences. Shares are between 0 and 1. */
export interface WordingFigures {
  functionShare: number;
  pronounsAndAuxiliariesPer100: number;
  longestContentRun: number;
  /** Tokens that stand in runs of at least five content words, and their share: 0 in speech, above .3 in lists. */
  contentRunTokens: number;
  contentRunShare: number;
  repeatedPairShare: number;
  topPairShare: number;
  topPairCount: number;
}

const limits = {
  functionShare: 0.3,
  pronounsAndAuxiliariesPer100: 6,
  contentRun: 9,
  contentRunShare: 0.2,
  contentRunShareAlone: 0.25,
  contentRunTokensAlone: 20,
  repeatedPairShare: 0.1,
  topPairShare: 0.06,
  topPairShareAlone: 0.1,
  /** Three times `annual report` is a tenth of a short answer and means nothing. */
  topPairCount: 4,
} as const;

/** Shortest run of content words that counts towards `contentRunShare`. */
const longRun = 5;

/** A pair is two content words that follow each other with or without grammar between them. */
export function wordingFigures(tokens: readonly Token[]): WordingFigures {
  const content = tokens.filter(isContent);
  const pairs = new Map<string, number>();
  for (let at = 1; at < content.length; at += 1) {
    const pair = `${content[at - 1]!.stem} ${content[at]!.stem}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const contentRuns = contentRunsIn(tokens);
  const contentRunTokens = contentRuns.filter((run) => run >= longRun).reduce((sum, run) => sum + run, 0);
  const pairTotal = Math.max(1, content.length - 1);
  const topPairCount = Math.max(0, ...pairs.values());
  const total = Math.max(1, tokens.length);
  return {
    functionShare: (tokens.length - content.length) / total,
    pronounsAndAuxiliariesPer100: (100 * tokens.filter((token) => token.isPronounOrAuxiliary).length) / total,
    longestContentRun: Math.max(0, ...contentRuns),
    contentRunTokens,
    contentRunShare: contentRunTokens / total,
    repeatedPairShare: content.length < 2 ? 0 : (content.length - 1 - pairs.size) / pairTotal,
    topPairShare: topPairCount / pairTotal,
    topPairCount,
  };
}

/** Lengths of the runs of content words, grammar in between. */
function contentRunsIn(tokens: readonly Token[]): number[] {
  const runs = [0];
  for (const token of tokens) {
    if (isContent(token)) runs[runs.length - 1]! += 1;
    else runs.push(0);
  }
  return runs;
}

/** Two signs of a list, or one of them beyond doubt: a pair said over and over, or run after run of content words. */
export function isListLike(figures: WordingFigures): boolean {
  const topPairCounts = figures.topPairCount >= limits.topPairCount;
  const signs = [
    figures.functionShare < limits.functionShare,
    figures.pronounsAndAuxiliariesPer100 < limits.pronounsAndAuxiliariesPer100,
    figures.longestContentRun >= limits.contentRun,
    figures.contentRunShare >= limits.contentRunShare,
    figures.repeatedPairShare > limits.repeatedPairShare,
    topPairCounts && figures.topPairShare >= limits.topPairShare,
  ];
  if (topPairCounts && figures.topPairShare >= limits.topPairShareAlone) return true;
  const manyRuns = figures.contentRunTokens >= limits.contentRunTokensAlone;
  if (manyRuns && figures.contentRunShare >= limits.contentRunShareAlone) return true;
  return signs.filter(Boolean).length >= 2;
}
