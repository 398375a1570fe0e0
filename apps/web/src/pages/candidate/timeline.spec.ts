import { evidenceFrom, type Finding, lanesOf, lengthOf, neighbourOf, tracksOf } from './timeline.js';

const answers = [
  { questionId: 'q1', takeId: 'tak_1', durationSeconds: 60 },
  { questionId: 'q2', takeId: null, durationSeconds: null },
  { questionId: 'q3', takeId: 'tak_3', durationSeconds: 140 },
];
const tracks = tracksOf(answers);
const finding = (place: number | null, questionId: string, startSeconds: number, endSeconds: number): Finding => ({
  ...{ kind: place === null ? 'flagged' : 'counted', place, questionId, quote: 'words', supports: true },
  ...{ startSeconds, endSeconds },
});

describe('the axis of the answers', () => {
  it('has them one after the other, without those that were written', () => {
    expect(tracks.map(({ number, startSeconds }) => [number, startSeconds])).toEqual([
      [1, 0],
      [3, 60],
    ]);
    expect(lengthOf(tracks)).toBe(200);
    expect(lengthOf([])).toBe(0);
  });
});

describe('the lanes', () => {
  it('are one for each criterion, and one more where words speak to the scorer', () => {
    expect(lanesOf(tracks, 2, []).map(({ place }) => place)).toEqual([0, 1]);
    expect(lanesOf(tracks, 2, [finding(null, 'q1', 0, 2)]).map(({ place }) => place)).toEqual([0, 1, null]);
  });

  it('have a segment where it is said on the common axis', () => {
    const [lane] = lanesOf(tracks, 1, [finding(0, 'q3', 40, 80)]);
    expect(lane!.segments).toMatchObject([{ from: 0.5, width: 0.2, row: 0 }]);
  });

  it('are wide enough to be hit, and end with the axis', () => {
    const [lane] = lanesOf(tracks, 1, [finding(0, 'q3', 139, 900)]);
    const [{ from, width }] = lane!.segments as unknown as [{ from: number; width: number }];
    expect(width).toBe(0.075);
    expect(from + width).toBeCloseTo(1);
  });

  it('put below each other what would lie over each other', () => {
    const [lane] = lanesOf(tracks, 1, [finding(0, 'q1', 0, 4), finding(0, 'q1', 5, 9), finding(0, 'q1', 20, 24)]);
    expect(lane).toMatchObject({ rows: 2, segments: [{ row: 0 }, { row: 1 }, { row: 0 }] });
  });

  it('leave out what stands in a written answer', () => {
    expect(lanesOf(tracks, 1, [finding(0, 'q2', 0, 4)])[0]!.segments).toEqual([]);
  });
});

describe('from one segment', () => {
  const lanes = lanesOf(tracks, 3, [
    finding(0, 'q1', 0, 4),
    finding(0, 'q3', 20, 24),
    finding(2, 'q1', 50, 54),
    finding(2, 'q3', 15, 18),
  ]);
  const leads = (id: string, key: string) => neighbourOf(lanes, id, key)?.id ?? null;

  it('arrows lead along a lane and to the nearest of another, over lanes that are empty', () => {
    expect(leads('segment-0', 'ArrowRight')).toBe('segment-1');
    expect(leads('segment-1', 'ArrowLeft')).toBe('segment-0');
    expect(leads('segment-1', 'ArrowDown')).toBe('segment-3');
    expect(leads('segment-2', 'ArrowUp')).toBe('segment-1');
    expect(leads('segment-1', 'Home')).toBe('segment-0');
    expect(leads('segment-0', 'End')).toBe('segment-1');
  });

  it.each(['ArrowLeft', 'ArrowUp', 'Enter'])('%s leads nowhere from the first', (key) => {
    expect(leads('segment-0', key)).toBeNull();
  });

  it('evidence is gone through in time, also back from where one has just been led', () => {
    const ids = (seconds: number, step: 1 | -1) => evidenceFrom(lanes, seconds, step)?.id ?? null;
    expect([ids(0, 1), ids(50, 1), ids(75, 1), ids(80, 1)]).toEqual(['segment-2', 'segment-3', 'segment-1', null]);
    expect([ids(80.5, -1), ids(50, -1), ids(0.5, -1)]).toEqual(['segment-3', 'segment-0', null]);
  });
});
