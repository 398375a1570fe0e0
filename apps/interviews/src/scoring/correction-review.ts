import type { PlanDocument } from '../plan/plan-document.js';
import { readWithBaseline } from './baseline/baseline-engine.js';
import { asWritten } from './corrected-answer.js';
import { isIndicatorMet } from './criterion-score.js';
import { type EvidencedQuote, isInRecording } from './evidence.js';
import type { AnswerForScoring } from './gates.js';
import type { VotedIndicator } from './judged-verdicts.js';
import type { ScorecardEvidence } from './scorecard.js';
import { isContent, tokenize } from './tokens.js';
import { type AnswerText, answerText } from './transcript.js';
import { tally } from './votes.js';

interface CorrectedAnswers {
  plan: PlanDocument;
  answers: readonly AnswerForScoring[];
}

/**
 * Quotes for points that are not met, that the corrected text would show and the recording does not: of the engine's
 * verdicts, and of the offline reading of the text as it was written. They count for nothing; a person can listen.
 */
export function evidenceOutsideRecording(
  { plan, answers }: CorrectedAnswers,
  voted: readonly VotedIndicator[],
): ScorecardEvidence[] {
  const corrected = answers.filter(({ correction }) => correction);
  if (corrected.length === 0) return [];
  const texts = new Map(corrected.map(({ question, segments }) => [question, answerText(segments)]));
  const written = readWithBaseline(plan, corrected.map(asSpeakerWouldHaveIt));
  return voted
    .filter((indicator) => !isIndicatorMet(indicator))
    .flatMap(({ indicator, answers: asked }) =>
      asked.flatMap(({ question, votes }) => {
        const text = texts.get(question);
        if (!text) return [];
        const found = written.answers
          .find((answer) => answer.question === question)
          ?.indicators.find((reading) => reading.indicator === indicator.id)?.strict;
        const refused = votes.find(({ outside }) => outside !== null)?.outside;
        const quote = refused ?? (found && !isInRecording(text, found) ? found : undefined);
        if (!quote) return [];
        const what = {
          criterion: indicator.criterion,
          indicator: indicator.id,
          polarity: indicator.polarity,
          question,
        };
        const counted = tally(votes.map(({ verdict }) => verdict));
        return [{ ...what, quote: quote.text, ...heardTimes(text, quote), votes: counted }];
      }),
    );
}

/** From the first word of a quote that was heard to the last one. */
function heardTimes(text: AnswerText, { firstWord, lastWord }: EvidencedQuote) {
  const own = text.words.slice(firstWord, lastWord + 1);
  const startSeconds = own.find(({ start }) => start !== null)?.start ?? null;
  const endSeconds = own.findLast(({ end }) => end !== null)?.end ?? null;
  return { startSeconds, endSeconds };
}

/**
 * Whether a person has to compare both versions: the correction changes more than misheard words, what it adds stands
 * beside a quote that counts, or it takes away a contradiction that was plainly heard.
 */
export function changesMuch({ plan, answers }: CorrectedAnswers, voted: readonly VotedIndicator[]): boolean {
  const corrected = answers.filter(({ correction }) => correction);
  if (corrected.length === 0) return false;
  if (corrected.some(({ correction }) => correction!.isLarge)) return true;
  return hasAdditionBesideQuote(corrected, voted) || losesContradiction(plan, corrected, voted);
}

function hasAdditionBesideQuote(corrected: readonly AnswerForScoring[], voted: readonly VotedIndicator[]): boolean {
  return corrected.some(({ question, segments }) => {
    const text = answerText(segments);
    const added = segmentsWithAdditions(text);
    return voted
      .filter(isIndicatorMet)
      .flatMap(({ answers }) => answers.filter((answer) => answer.question === question))
      .flatMap(({ votes }) => votes.flatMap(({ quote }) => (quote ? [quote] : [])))
      .some(({ firstWord, lastWord }) =>
        text.words.slice(firstWord, lastWord + 1).some(({ segment }) => added.has(segment)),
      );
  });
}

/** Segments in which something with a meaning of its own was added: it may change what the words around it say. */
function segmentsWithAdditions({ words }: AnswerText): Set<number> {
  const added = words.filter(({ outside, word }) => outside === 'added' && tokenize(word).some(isContent));
  return new Set(added.map(({ segment }) => segment));
}

function losesContradiction(
  plan: PlanDocument,
  corrected: readonly AnswerForScoring[],
  voted: readonly VotedIndicator[],
): boolean {
  const heard = readWithBaseline(plan, corrected.map(asHeard));
  const plainly = new Set(
    heard.answers.flatMap(({ indicators }) => indicators.filter(({ strict }) => strict).map((read) => read.indicator)),
  );
  return voted.some(
    (entry) =>
      entry.indicator.polarity === 'contradiction' && plainly.has(entry.indicator.id) && !isIndicatorMet(entry),
  );
}

/** Spans of flags belong to the corrected text with all its words, so they hold for the text as written too. */
function asSpeakerWouldHaveIt({ correction: _, ...answer }: AnswerForScoring): AnswerForScoring {
  return { ...answer, segments: asWritten(answer.segments) };
}

function asHeard({ correction, flagged: _, ...answer }: AnswerForScoring): AnswerForScoring {
  return { ...answer, segments: correction!.heard };
}
