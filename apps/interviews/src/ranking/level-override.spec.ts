import { type ConcludedLevel, levelOverride } from './level-override.js';

const engine = {
  criteria: [
    { criterion: 'design', level: 3 },
    { criterion: 'grading', level: 4 },
  ],
};
const reviewerId = 'per_1';

describe('What a review concluded beside the engine', () => {
  it('is the levels that differ, with the first reason for a change', () => {
    const concluded: ConcludedLevel[] = [
      { reviewerId, criterion: 'design', level: 4, reason: null },
      { reviewerId, criterion: 'grading', level: 2, reason: 'missed_evidence' },
    ];
    expect(levelOverride(engine, concluded)).toEqual({
      reviewerId,
      levels: [
        { criterionId: 'design', level: 4 },
        { criterionId: 'grading', level: 2 },
      ],
      reasonCode: 'missed_evidence',
    });
  });

  it('is nothing without a review, and where it came to the same', () => {
    expect(levelOverride(engine)).toBeNull();
    expect(levelOverride(engine, [{ reviewerId, criterion: 'design', level: 3, reason: null }])).toBeNull();
  });
});
