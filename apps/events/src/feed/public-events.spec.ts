import { chosenTypes, publicTypes } from './public-events.js';

describe('what the feed shows', () => {
  it('is everything but what is internal to the house', () => {
    expect(publicTypes).toContain('application.submitted');
    expect(publicTypes).toContain('score.needs_review');
    expect(publicTypes.filter((type) => type.startsWith('account.'))).toEqual([]);
    expect(publicTypes).not.toContain('application.received');
    expect(publicTypes).not.toContain('interview.reminder_due');
    expect(new Set(publicTypes).size).toBe(publicTypes.length);
  });

  it('is chosen by names and families', () => {
    expect(chosenTypes(undefined)).toEqual(publicTypes);
    expect(chosenTypes('plan.published,take.*')).toEqual([
      'plan.published',
      'take.completed',
      'take.granted',
      'take.playable',
    ]);
    expect(chosenTypes('account.*,interview,*,.*,,')).toEqual([]);
  });
});
