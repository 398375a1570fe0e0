const most = 200;
const keyOf = (interviewId: string) => `guildhall-takes-${interviewId}`;

/** Ids of the takes that this browser began, also of those that it gave up or that were acknowledged. */
export function takesBegunHere(interviewId: string): string[] {
  const stored: unknown = JSON.parse(localStorage.getItem(keyOf(interviewId)) ?? '[]');
  return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
}

export function noteTakeBegunHere(interviewId: string, takeId: string): void {
  const ids = [...takesBegunHere(interviewId), takeId].slice(-most);
  localStorage.setItem(keyOf(interviewId), JSON.stringify(ids));
}
