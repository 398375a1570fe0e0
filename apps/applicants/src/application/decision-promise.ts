const dayMs = 86_400_000;

/** By when a person decides, who owes it from `from` on. */
export function decisionDueAt(from: Date, decisionDays: number): Date {
  return new Date(from.getTime() + decisionDays * dayMs);
}
