/** The message of anything that was thrown; errors without one (an `AggregateError` of refused connections) give their code. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if (thrown.message) return thrown.message;
  return (thrown as NodeJS.ErrnoException).code ?? thrown.name;
}
