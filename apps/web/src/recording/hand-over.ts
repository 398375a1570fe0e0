const longestWaitMs = 10_000;
const nameOf = (interviewId: string) => `recordings:${interviewId}`;

/**
 * While a page has recordings of an interview in its hands. Held until it is released, or the page dies: another one must not read
 * what this one still writes.
 * @returns releases it
 */
export function holdRecordings(interviewId: string): () => void {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks.request(nameOf(interviewId), () => held);
  return release;
}

/** Until the page before has let go of the recordings, or has had long enough for it. */
export async function recordingsAreFree(interviewId: string): Promise<void> {
  const options = { signal: AbortSignal.timeout(longestWaitMs) };
  await navigator.locks.request(nameOf(interviewId), options, () => undefined).catch(() => undefined);
}
