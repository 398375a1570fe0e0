import { phaseOf } from './transcript-phase.js';

const until = '2026-12-04T19:05:00Z';
const recorded = (correctable: boolean) => ({ kind: 'recorded' as const, correctable });
const written = { kind: 'written' as const, correctable: false };

describe('the transcripts of an interview', () => {
  it.each([
    ['invited', null, [], 'to_record'],
    ['in_progress', null, [], 'to_record'],
    ['submitted', null, [recorded(false)], 'preparing'],
    ['transcript_check', until, [recorded(true), written], 'open'],
    ['transcript_check', until, [written], 'open'],
    // Between the deadline and what follows on it.
    ['transcript_check', until, [recorded(false)], 'over'],
    ['scoring', until, [recorded(false)], 'over'],
    ['scored', until, [recorded(false)], 'over'],
    ['human_path', null, [], 'none'],
    ['human_path', null, [recorded(false)], 'over'],
    ['withdrawn', until, [recorded(false)], 'none'],
    ['expired', null, [], 'none'],
  ] as const)('of one that is %s are checked by then %s', (state, transcriptCheckUntil, transcripts, phase) => {
    expect(phaseOf({ state, transcriptCheckUntil }, transcripts)).toBe(phase);
  });
});
