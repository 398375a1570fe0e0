import type { MarkedQuote } from '../../answers/answer-texts.js';
import type { ReadAnswer } from '../../answers/sentences.js';
import type { Schemas } from '../../api/queries.js';
import type { CandidateRecord, Details } from './candidate-queries.js';
import type { Finding } from './timeline.js';

export interface HeardAnswer extends ReadAnswer {
  durationSeconds: number | null;
}

/** A criterion with all that is known of it, in the order of the plan. */
export interface JudgedCriterion {
  /** In the plan, from 0. */
  place: number;
  result: Schemas['CriterionResult'];
  points: Details['criteria'][number]['points'];
  passLevels: number[];
}

/** Of each question the answer that counts, with its text. */
export function answersOf({
  interview,
  transcripts,
}: Pick<CandidateRecord, 'interview' | 'transcripts'>): HeardAnswer[] {
  return (interview?.questions ?? []).map(({ id, text, answer }) => {
    const isAnswered = answer?.state === 'answered';
    const kind = isAnswered ? answer.kind : null;
    const takeId = kind === 'recorded' ? (answer?.chosenTakeId ?? null) : null;
    const own = transcripts.filter((each) => isAnswered && each.questionId === id && each.takeId === takeId).at(-1);
    const take = answer?.takes.find((each) => each.id === takeId);
    const lastSecond = own?.sentences.at(-1)?.endSeconds ?? null;
    return {
      ...{ questionId: id, question: text, kind, takeId, language: own?.language ?? null },
      ...{ sentences: own?.sentences ?? [], durationSeconds: take?.durationSeconds ?? lastSecond },
    };
  });
}

export function criteriaOf({ scorecard, details }: Pick<CandidateRecord, 'scorecard' | 'details'>): JudgedCriterion[] {
  const order = details?.criteria ?? [];
  return (scorecard?.criteria ?? [])
    .map((result) => {
      const at = order.findIndex(({ criterion }) => criterion === result.criterion);
      return { at: at < 0 ? order.length : at, result, own: order[at] };
    })
    .sort((one, other) => one.at - other.at)
    .map(({ result, own }, place) => ({ place, result, points: own?.points ?? [], passLevels: own?.passLevels ?? [] }));
}

/** What lies on the axis of the recordings. */
export function findingsOf(criteria: readonly JudgedCriterion[], flagged: Details['flagged']): Finding[] {
  const ofCriteria = criteria.flatMap(({ place, result, points }) => {
    const finding = (kind: 'counted' | 'outside') => (evidence: Schemas['Evidence']) => {
      const { question, quote, indicator, startSeconds, endSeconds } = evidence;
      if (startSeconds === null || endSeconds === null) return [];
      const supports = points.find((point) => point.indicator === indicator)?.supports ?? true;
      return [{ kind, place, questionId: question, quote, supports, startSeconds, endSeconds }];
    };
    return [...result.evidence.flatMap(finding('counted')), ...result.outsideRecording.flatMap(finding('outside'))];
  });
  const ofNone = flagged.flatMap(({ question, text, startSeconds, endSeconds }) =>
    startSeconds === null || endSeconds === null
      ? []
      : [
          {
            kind: 'flagged' as const,
            place: null,
            questionId: question,
            quote: text,
            supports: false,
            startSeconds,
            endSeconds,
          },
        ],
  );
  return [...ofCriteria, ...ofNone];
}

/** What is marked in the text. */
export function marksOf(criteria: readonly JudgedCriterion[], flagged: Details['flagged']): MarkedQuote[] {
  const quotes = criteria.flatMap(({ place, result }) =>
    result.evidence.map(({ question, quote, startSeconds }) => ({
      ...{ questionId: question, text: quote, startSeconds, place, kind: 'quote' as const },
    })),
  );
  const places = flagged.map(({ question, text, startSeconds }) => ({
    ...{ questionId: question, text, startSeconds, place: null, kind: 'flagged' as const },
  }));
  return [...quotes, ...places];
}
