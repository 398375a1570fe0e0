/**
 * What a tab knows of a visit: the token of the mailed link until it is used up, then the secret of the signing session. It is kept for
 * this tab alone, so that a reload loses nothing and no other tab, or later visitor, has it.
 */
const names = {
  link: 'guildhall-signing-link',
  secret: 'guildhall-signing-secret',
  contractId: 'guildhall-signing-contract',
  codeSent: 'guildhall-signing-code-sent',
  readIds: 'guildhall-signing-read',
} as const;
type Kept = keyof typeof names;

/** For browsers that keep nothing: it is there until the page is left. */
const inMemory = new Map<Kept, string | null>();

export function keep(name: Kept, value: string | null): void {
  inMemory.set(name, value);
  try {
    if (value === null) sessionStorage.removeItem(names[name]);
    else sessionStorage.setItem(names[name], value);
  } catch {
    // It is in memory.
  }
}

export function recall(name: Kept): string | null {
  const known = inMemory.get(name);
  if (known !== undefined) return known;
  try {
    return sessionStorage.getItem(names[name]);
  } catch {
    return null;
  }
}

/** Of documents that were read to their end. */
export const recallReadIds = (): string[] => recall('readIds')?.split(' ') ?? [];

export const keepReadIds = (ids: readonly string[]): void => keep('readIds', ids.join(' '));

/** A link that was used up makes way for the visit it opened; what was done in the one before does not count for it. */
export function beginVisit(secret: string): void {
  keep('secret', secret);
  for (const name of ['link', 'contractId', 'codeSent', 'readIds'] as const) keep(name, null);
}
