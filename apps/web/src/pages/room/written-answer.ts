import { useLocalStorage } from '@mantine/hooks';
import type { Schemas } from '../../api/queries.js';

/** As many as the API takes. */
export const mostCharacters = 10_000;
/** How many are left is said from here on. */
export const fewCharactersLeft = 1_000;

/** A recruiter has agreed to answers in writing. */
export const mayWrite = ({ adjustments }: Pick<Schemas['Interview'], 'adjustments'>): boolean =>
  adjustments?.writtenAnswers === true;

/** Kept on this device until it is sent; what was sent before comes first. */
export function useWrittenDraft(interviewId: string, { id, answer }: Schemas['InterviewQuestion']) {
  const [draft, change, forget] = useLocalStorage<string>({
    key: `guildhall-answer-${interviewId}-${id}`,
    defaultValue: answer?.writtenText ?? '',
    getInitialValueInEffect: false,
    serialize: (text) => text,
    deserialize: (text) => text ?? answer?.writtenText ?? '',
  });
  return { draft, change, forget };
}
