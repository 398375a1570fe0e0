/** The message of anything that was thrown; errors without one (an `AggregateError` of refused connections) give their code. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return textOf(thrown);
  if (thrown.message) return thrown.message;
  return (thrown as NodeJS.ErrnoException).code ?? thrown.name;
}

/** Anything can be thrown, also what has no text: whoever reports an error must not fail of it. */
function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return `a thrown ${typeof thrown} without a text`;
  }
}
