import type { JudgeCall, JudgePoint } from '../src/scoring/judge/judge.js';
import { answerText, writtenSegments } from '../src/scoring/transcript.js';

export const spokenAnswer =
  'I compare every number with the published report. Then I calculate the result again by hand. I ask a colleague too.';

export const verificationPoints: JudgePoint[] = [
  { id: 'v1', text: 'Checks own inputs.', counts: 'Compares figures to the filing.', doesNotCount: 'I am careful.' },
  { id: 'v2', text: 'Computes a second time.', counts: 'By hand.', doesNotCount: 'Reads the result again.' },
  { id: 'v3', text: 'Tests plausibility.', counts: 'Earlier year.', doesNotCount: 'It looks fine.' },
];

/** A call about one written answer and the three points above. */
export function judgeCall(changes: Partial<JudgeCall> & { text?: string } = {}): JudgeCall {
  const { text = spokenAnswer, ...rest } = changes;
  return {
    subject: 'int_0192f0c1a2b37c4d8e9fa0b1c2d3e4f5',
    purpose: 'score',
    seed: 'seed-1',
    stage: 1,
    pass: 1,
    orderSalt: 'score',
    question: { id: 'q1', text: 'How do you make sure that your own figures are right?' },
    criterion: 'verification',
    points: verificationPoints,
    answer: answerText(writtenSegments(text)),
    hashes: { media: null, transcript: 'a'.repeat(64), plan: 'b'.repeat(64), rubric: 'c'.repeat(64) },
    ...rest,
  };
}
