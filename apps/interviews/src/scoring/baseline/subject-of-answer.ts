import { isContent, type Token } from '../tokens.js';

const minSubjectShare = 0.05;
const maxPositivesOffTopic = 1;
const minOwnContentTokens = 5;

/** Share of the answer's content words that belong to the question or to the plan's field. */
export function subjectShare(
  answer: readonly Token[],
  question: readonly Token[],
  domainStems: ReadonlySet<string>,
): number {
  const content = answer.filter(isContent);
  const asked = new Set(question.filter(isContent).map((token) => token.stem));
  const onSubject = content.filter((token) => asked.has(token.stem) || domainStems.has(token.stem));
  return onSubject.length / Math.max(1, content.length);
}

/** Whether an answer speaks of something else: hardly a word of the subject, and next to nothing found in it. */
export function isOffTopic(share: number, strictPositives: number): boolean {
  return share < minSubjectShare && strictPositives <= maxPositivesOffTopic;
}

/** Whether nothing worth judging is left once the question's own words are taken away. */
export function repeatsTheQuestion(answer: readonly Token[], question: readonly Token[]): boolean {
  const asked = new Set(question.map((token) => token.stem));
  return answer.filter((token) => isContent(token) && !asked.has(token.stem)).length < minOwnContentTokens;
}

/** Whether the whole answer is one word, said once or many times. */
export function isOneToken(answer: readonly Token[]): boolean {
  return new Set(answer.map((token) => token.stem)).size === 1;
}
