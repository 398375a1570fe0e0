import type { CandidateRecord } from './candidate-queries.js';
import { historyOf } from './history.js';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;
const decision = { id: 'dec_1', kind: 'hold', decidedAt: at(6) };

const record = (changes: Partial<CandidateRecord> = {}): CandidateRecord =>
  ({
    application: { createdAt: at(1), submittedAt: at(1), withdrawnAt: null, decisions: [decision] },
    interview: { invitedAt: at(1), submittedAt: at(3) },
    transcripts: [],
    scorecard: { createdAt: at(4), model: 'baseline 1' },
    details: { reviews: [{ ratedAt: at(5), reviewerName: 'Rosa' }] },
    ...changes,
  }) as unknown as CandidateRecord;

describe('the history of an application', () => {
  it('is told newest first, and what happened at one moment in the order of the way', () => {
    expect(historyOf(record()).map(({ kind }) => kind)).toEqual([
      ...['decision', 'reviewed', 'compared', 'submitted', 'invited', 'proved', 'applied'],
    ]);
  });

  it('names nothing that has not happened', () => {
    const interview = { invitedAt: at(2), submittedAt: null } as unknown as CandidateRecord['interview'];
    const bare = record({ interview, scorecard: null, details: null });
    expect(historyOf(bare).map(({ kind }) => kind)).toEqual(['decision', 'invited', 'proved', 'applied']);
  });
});
