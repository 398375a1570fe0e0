/** What an UPDATE or DELETE of a query builder or repository answers. */
export interface Affected {
  affected?: number | null | undefined;
}

/**
 * For conditional updates: a transition names the states it may leave in its WHERE, and the number of affected rows says
 * whether this caller was the one who made it.
 * @throws the given error where no row was affected; a plain error where several were (the condition lacks the id).
 */
export function expectOne(result: Affected, otherwise: () => Error): void {
  const affected = result.affected ?? 0;
  if (affected === 0) throw otherwise();
  if (affected > 1) throw new Error(`An update of one row affected ${affected}.`);
}
