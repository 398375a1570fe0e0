import type { TranscriptChanges } from '@guildhall/messages/interviews';
import { isHesitation } from '../scoring/closed-class-words.js';
import { isSpoken } from '../scoring/folding.js';
import type { CorrectedSentence } from './corrected-sentences.js';

import { comparableWord } from './misheard-words.js';

/** Above this share of the heard words what is added, or taken away, is a large change; but so few are none. */
const largeShare = 0.15;
const fewWords = 3;
/** More words than this in a row are a large change, however long the transcript is. */
const longestSmallRun = 3;

/** How far a corrected transcript is from what was heard. Marks and hesitations are no words. */
export function changesOf(sentences: readonly CorrectedSentence[]): TranscriptChanges {
  const counts = { kept: 0, changed: 0, added: 0, removed: 0 };
  const runs = { added: 0, removed: 0 };
  const heardWords = sentences.flatMap(({ heard }) => heard.words).filter(({ word }) => isCounted(word)).length;
  let largeChange = false;
  for (const { kind, words } of sentences.flatMap(stepsWithWords)) {
    counts[kind] += words.length;
    if (kind === 'kept' || kind === 'changed') {
      if (words.length > 0) Object.assign(runs, { added: 0, removed: 0 });
      continue;
    }
    runs[kind] += words.length;
    largeChange ||= runs[kind] > longestSmallRun || words.some((word) => comparableWord(word).denies);
  }
  for (const count of [counts.added, counts.removed]) {
    largeChange ||= count > fewWords && count > largeShare * heardWords;
  }
  const { kept: keptWords, changed: changedWords, added: addedWords, removed: removedWords } = counts;
  return { keptWords, changedWords, addedWords, removedWords, largeChange };
}

/** The steps of a sentence with the words that they count: those of the corrected side, where there are some. */
function stepsWithWords({ heard, correction }: CorrectedSentence) {
  const heardWords = heard.words.map(({ word }) => word);
  if (correction === null) return [{ kind: 'kept' as const, words: heardWords.filter(isCounted) }];
  return correction.steps.map((step) => {
    const isRemoved = step.kind === 'removed';
    const words = isRemoved
      ? heardWords.slice(step.heardFrom, step.heardTo)
      : correction.words.slice(step.correctedFrom, step.correctedTo);
    return { kind: step.kind, words: words.filter(isCounted) };
  });
}

function isCounted(word: string): boolean {
  return isSpoken(word) && !isHesitation(comparableWord(word).key);
}
