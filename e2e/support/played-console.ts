import type { Page } from 'playwright-core';

// What the console shows of results with figures, which no offline engine makes; played to the page in the API's words.

/** A criterion of the plan whose results are played. */
export interface PlayedCriterion {
  id: string;
  title: string;
}

const engine = { engine: 'model', model: 'a model 1' };
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 9, minutes)).toISOString();
const idOf = (prefix: string, number: number) => `${prefix}_${String(number).padStart(32, '0')}`;

interface Standing {
  name: string;
  band: number;
  rank: number;
  total: string;
  low: string;
  high: string;
  levels: number[];
}

/** Four whom nothing tells apart, one behind them, and two more. */
const standings: Standing[] = [
  { name: 'Ada Example', band: 1, rank: 1, total: '4.40', low: '3.74', high: '5.00', levels: [5, 4, 4, 4] },
  { name: 'هدى المثال', band: 1, rank: 1, total: '4.31', low: '3.70', high: '4.92', levels: [4, 4, 5, 4] },
  { name: 'Grace Sample', band: 1, rank: 1, total: '4.25', low: '3.58', high: '4.91', levels: [4, 5, 4, 3] },
  {
    name: 'Bartholomew Longname-Featherstonehaugh',
    band: 1,
    rank: 1,
    total: '4.02',
    low: '3.41',
    high: '4.60',
    levels: [4, 4, 4, 4],
  },
  { name: 'Linus Probe', band: 2, rank: 5, total: '3.31', low: '2.70', high: '3.92', levels: [3, 4, 3, 3] },
  { name: 'Mary Specimen', band: 3, rank: 6, total: '2.10', low: '1.52', high: '2.71', levels: [2, 2, 2, 2] },
  { name: 'Edsger Muster', band: 3, rank: 6, total: '2.02', low: '1.49', high: '2.60', levels: [2, 2, 2, 2] },
];

export function playedCandidates(criteria: PlayedCriterion[]) {
  const data = standings.map((standing, index) => candidate(standing, index + 1, criteria));
  return { rankingId: idOf('rnk', 1), rankedAt: at(0), data, nextCursor: null, hasMore: false };
}

function candidate(
  { name, band, rank, total, low, high, levels }: Standing,
  number: number,
  criteria: PlayedCriterion[],
) {
  const [applicationId, interviewId] = [idOf('app', number), idOf('int', number)];
  const asksForReview = number === 2 || number === 5;
  const bandSize = standings.filter((each) => each.band === band).length;
  return {
    ...{ applicationId, interviewId, name, band, rank, bandSize, stage: number === 6 ? 'held' : 'evaluated' },
    ...{ alsoTiesWithPreviousBand: number === 5, reviewRequired: asksForReview, language: 'en', country: 'US' },
    ...{
      evidenceCount: 12 - number,
      decisionDueAt: null,
      flags: asksForReview ? ['passes_disagree'] : [],
      override: null,
    },
    scorecard: {
      ...{ id: idOf('scr', number), ...engine, total, standardError: '0.5000', createdAt: at(-number) },
      ...{ reviewReasons: asksForReview ? ['passes_disagree'] : [], interval: { low, high, level: 0.8 } },
      criteria: criteria.map(({ id }, index) => ({
        ...{ criterion: id, level: levels[index % levels.length]!, word: null, confidence: 'high' },
      })),
    },
  };
}

/** The same seven in the order that other weights give. */
export function playedWhatIf(criteria: PlayedCriterion[]) {
  const { data } = playedCandidates(criteria);
  const order = [...data].reverse();
  return {
    ...{
      rankingId: idOf('rnk', 1),
      hasMore: false,
      weights: criteria.map(({ id }) => ({ criterionId: id, weight: 25 })),
    },
    data: order.map(({ applicationId, name, stage, rank, scorecard: { total, interval } }, index) => ({
      ...{ applicationId, name, stage, storedRank: rank, total, interval },
      ...(index < 2 ? { rank: 1, band: 1, bandSize: 2 } : { rank: 3, band: 2, bandSize: data.length - 2 }),
    })),
  };
}

/** The first two, who are in one band. */
export function playedComparison(criteria: PlayedCriterion[]) {
  const { data } = playedCandidates(criteria);
  return {
    isTied: true,
    criteria: criteria.map(({ id, title }) => ({ id, name: title, levels: [] })),
    candidates: data.slice(0, 2).map(({ applicationId, name, stage, rank, band, bandSize, scorecard }) => ({
      ...{
        applicationId,
        name,
        stage,
        rank,
        band,
        bandSize,
        interval: scorecard.interval,
        total: scorecard.total,
        word: null,
      },
      criteria: scorecard.criteria.map(({ criterion, level }, index) => ({
        ...{ criterionId: criterion, level, word: null },
        bestQuote:
          index === 3
            ? null
            : {
                ...{ text: 'Only the annual report may be used, and nothing else.', questionId: 'q1' },
                ...(index === 0
                  ? { takeId: null, startMs: null, endMs: null }
                  : { takeId: idOf('tke', index), startMs: 72_000, endMs: 79_000 }),
              },
      })),
    })),
  };
}

export function playedMoves(): object {
  const detail = 'A person has to look at the result first.';
  return {
    moved: [idOf('app', 1)],
    refused: [{ applicationId: idOf('app', 2), code: 'decision_needs_review', detail }],
  };
}

export function playedSentences(): object {
  const sentence = 'Only the annual report may be used, and the annual figures alone.';
  const matches = [...sentence.matchAll(/annual/g)].map(({ index }) => ({ start: index, length: 6 }));
  const found = { ...{ interviewId: idOf('int', 1), questionId: 'q1', stage: 'evaluated', sentence, matches } };
  return {
    data: [
      { ...found, applicationId: idOf('app', 1), name: 'Ada Example', takeId: idOf('tke', 1), startMs: 72_000 },
      { ...found, applicationId: idOf('app', 2), name: 'هدى المثال', takeId: null, startMs: null },
    ],
    ...{ nextCursor: null, hasMore: false },
  };
}

export function playedWork(now: Date): object {
  const item = (number: number, days: number, name: string | null) => ({
    ...{
      applicationId: idOf('app', number),
      openingId: idOf('opn', 1),
      openingTitle: 'Financial analyst for AI tasks',
      name,
    },
    dueAt: new Date(now.getTime() + days * 24 * 3_600_000).toISOString(),
  });
  return {
    decisions: [item(1, -1, 'Ada Example'), item(2, 2, 'هدى المثال'), item(3, 5, 'Grace Sample')],
    reviews: [item(4, 1, null), item(5, 3, null)],
    appeals: [item(6, 4, null)],
    parkedJobs: null,
  };
}

export function playedParkedJobs(): object {
  const problem = {
    code: 'internal',
    title: 'Internal error',
    detail: 'The recording could not be read: its end is missing.',
  };
  return {
    data: [
      {
        ...{ id: idOf('job', 1), name: 'prepare-take', queue: 'media', key: idOf('tke', 1), payload: {}, problem },
        ...{ correlationId: idOf('req', 1), attempts: 8, createdAt: at(0), parkedAt: at(30) },
      },
    ],
    ...{ nextCursor: null, hasMore: false },
  };
}

/** Two queues of which nobody begins anything, and one that is in time. */
export function playedWaitingJobs(): object {
  return {
    queues: [
      { queue: 'transcription', waiting: 5_001, oldestWaitingSeconds: 3 * 3_600 },
      { queue: 'scoring', waiting: 2, oldestWaitingSeconds: 12 * 60 },
      { queue: 'media', waiting: 1, oldestWaitingSeconds: 3 },
    ],
    moreWait: true,
  };
}

/** One opening at its cap, and one below it; the day of UTC ends that `now` is in. */
export function playedSpending(now: Date, openingIds: [string, string]): object {
  const midnight = new Date(Math.ceil((now.getTime() + 1) / 86_400_000) * 86_400_000);
  const [capped, other] = openingIds;
  return {
    ...{ day: now.toISOString().slice(0, 10), resumesAt: midnight.toISOString() },
    ...{ spentMicros: '57346000', defaultCapMicros: '50000000', waitingJobs: 3, moreWait: false, hasMore: true },
    openings: [
      { openingId: capped, spentMicros: '49999000', capMicros: '50000000', waitingJobs: 3 },
      { openingId: other, spentMicros: '7347000', capMicros: '20000000', waitingJobs: 0 },
    ],
  };
}

/** From now on the page hears this of a path of the API, whatever it asks behind it. */
export async function play(page: Page, path: RegExp, body: () => object): Promise<void> {
  await page.route(path, async (route) => await route.fulfill({ json: body() }));
}
