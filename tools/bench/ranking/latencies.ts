/** Milliseconds. */
export interface Latencies {
  count: number;
  p50: number;
  p99: number;
}

export function latenciesOf(milliseconds: readonly number[]): Latencies {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
  return { count: sorted.length, p50: Number(at(0.5).toFixed(2)), p99: Number(at(0.99).toFixed(2)) };
}

/** Does `act` so many times, so many at once. @returns how long each took, in milliseconds */
export async function timesOf(
  count: number,
  atOnce: number,
  act: (turn: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const turn = next++;
      const started = performance.now();
      await act(turn);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return times;
}
