import { type CorrectedSentence, correctedWords } from '../transcription/corrected-sentences.js';
import type { AlignmentStep } from '../transcription/word-alignment.js';
import { isFunctionWord, isNegator, stopsNegation } from './closed-class-words.js';
import { isSpoken } from './folding.js';
import { tokenize } from './tokens.js';
import type { AnswerSegment, AnswerWord } from './transcript.js';

/** How many words a negation reaches, where no new subject or clause ends it; as far as the offline matcher looks back. */
const negationReach = 7;
/** So many words of grammar may be taken out between two words of a quote: engines hear them where there are none. */
const mostGrammarRemoved = 2;

/**
 * An answer as its speaker corrects it, each word marked that the recording does not bear out, and each joint where words
 * that were heard are left out. What counts as evidence is decided by these marks: a correction can mend what was
 * misheard, and never add to what was said.
 */
export function correctedSegments(sentences: readonly CorrectedSentence[]): AnswerSegment[] {
  const trace = new RecordingTrace();
  return sentences.map(({ heard, correction }) => {
    if (correction === null) return { words: heard.words.map((word) => trace.recorded(word)) };
    const { words, steps } = correction;
    return { words: steps.flatMap((step) => wordsOf(step, { words, heard: heard.words }, trace)) };
  });
}

function wordsOf(
  step: AlignmentStep,
  { words, heard }: { words: readonly string[]; heard: CorrectedSentence['heard']['words'] },
  trace: RecordingTrace,
): AnswerWord[] {
  const own = heard.slice(step.heardFrom, step.heardTo);
  if (step.kind === 'kept') return own.map((word) => trace.recorded(word));
  if (step.kind === 'removed') {
    for (const { word } of own) trace.removed(word);
    return [];
  }
  const timed = correctedWords(words, [step], heard).map(({ word, start, end }) => ({
    ...{ word, start, end, confidence: null },
  }));
  if (step.kind === 'changed') return timed.map((word) => trace.recorded(word));
  return timed.filter(({ word }) => isSpoken(word)).map((word) => ({ ...word, outside: 'added' }));
}

/** What was left out on the way through an answer, and how far that reaches. */
class RecordingTrace {
  private isSevered = false;
  private grammarRemoved = 0;
  private deniedWords = 0;

  removed(word: string): void {
    // Marks and hesitations are no tokens.
    const tokens = tokenize(word);
    if (tokens.length === 0) return;
    if (tokens.some(({ text }) => isNegator(text))) this.deniedWords = negationReach;
    else if (tokens.every(({ text }) => isFunctionWord(text))) {
      this.grammarRemoved += 1;
      this.isSevered ||= this.grammarRemoved > mostGrammarRemoved;
      return;
    }
    this.isSevered = true;
  }

  /** @returns the word itself where nothing before it was left out */
  recorded(word: AnswerWord): AnswerWord {
    if (tokenize(word.word).some(({ text }) => stopsNegation(text))) this.deniedWords = 0;
    const isDenied = this.deniedWords > 0;
    const isSevered = this.isSevered;
    if (isDenied) this.deniedWords -= 1;
    this.isSevered = false;
    this.grammarRemoved = 0;
    if (!isDenied && !isSevered) return word;
    return { ...word, ...(isDenied && { outside: 'denial_removed' }), ...(isSevered && { severed: true }) };
  }
}

/** An answer without its marks: what its speaker would have it say. */
export function asWritten(segments: readonly AnswerSegment[]): AnswerSegment[] {
  return segments.map(({ words, ...segment }) => ({
    ...segment,
    words: words.map(({ word, start, end, confidence }) => ({ word, start, end, confidence })),
  }));
}
