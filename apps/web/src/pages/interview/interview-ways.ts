import type { Schemas } from '../../api/queries.js';

export type InterviewState = Schemas['Interview']['state'];

/** In these there is something to record. */
export const recordable: readonly InterviewState[] = ['invited', 'consented', 'in_progress', 'insufficient_data'];

interface Standing {
  id: string;
  applicationId: string;
  state: InterviewState;
}

/** The page on which an interview goes on; where it does not by its owner's doing, that of its application. */
export function wayOf({ id, applicationId, state }: Standing): string {
  const page = `/me/interviews/${id}`;
  switch (state) {
    case 'invited':
      return `${page}/consent`;
    case 'consented':
      return `${page}/check`;
    case 'in_progress':
    case 'insufficient_data':
      return `${page}/room`;
    case 'transcript_check':
      return `${page}/transcript`;
    default:
      return `/me/applications/${applicationId}`;
  }
}
