import { randomBytes } from 'node:crypto';

/** What an applicant cannot know when the answer is given. Fresh for every request to a model. */
export interface PromptSecrets {
  /** A word that must never come back. Lower-case letters and digits. */
  canary: string;
  /** Encloses the answer. The characters `<` and `>` reach the model in no other place of the user message. */
  delimiter: string;
}

export function randomPromptSecrets(): PromptSecrets {
  return { canary: `gh${randomBytes(12).toString('hex')}`, delimiter: `<<${randomBytes(16).toString('hex')}>>` };
}
