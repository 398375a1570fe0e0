/** Codes that the words of the page have an answer to; for the others the API's own words stand in. */
const knownReasons = [
  ...(['too_little_speech', 'too_few_answers', 'recognition_unsure', 'transcript_implausible'] as const),
  ...(['unsupported_language', 'instruction_in_answer', 'one_token', 'repeats_question', 'list_like'] as const),
  ...(['off_topic', 'evidence_beside_the_point', 'engines_far_apart', 'criterion_without_level'] as const),
  ...(['judge_canary', 'judge_refusal', 'judge_incomplete', 'judge_schema'] as const),
  ...(['asked_for_a_person', 'ai_not_allowed'] as const),
];
export type KnownReason = (typeof knownReasons)[number];

export const isKnownReason = (code: string): code is KnownReason => knownReasons.some((known) => known === code);
