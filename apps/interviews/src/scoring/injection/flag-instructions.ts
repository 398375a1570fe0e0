import type { AnswerForScoring } from '../gates.js';
import { answerText } from '../transcript.js';
import { detectInjection } from './injection-detector.js';

/** The answer with the places marked that speak to a grader or a system. A mark routes; it lowers nothing. */
export function flagInstructions<A extends AnswerForScoring>(answer: A): A {
  const findings = detectInjection(answerText(answer.segments), answer.language);
  return findings.length === 0 ? answer : { ...answer, flagged: findings.map(({ span }) => span) };
}
