const most = 200;
const keyOf = (interviewId: string) => `guildhall-takes-${interviewId}`;

/**
 * Ids of the takes that this browser began, also of those that it gave up or that were acknowledged. None where the browser keeps
 * nothing: then an answer of one's own is spoken of as begun elsewhere, and nothing else is lost.
 */
export function takesBegunHere(interviewId: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(interviewId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Never in the way of a recording: a device that keeps no note may still keep the recording. */
export function noteTakeBegunHere(interviewId: string, takeId: string): void {
  try {
    const ids = [...takesBegunHere(interviewId), takeId].slice(-most);
    localStorage.setItem(keyOf(interviewId), JSON.stringify(ids));
  } catch {
    // It is spoken of as begun elsewhere, then.
  }
}
