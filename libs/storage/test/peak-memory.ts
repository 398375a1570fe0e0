/** Runs the work and gives the most that the resident memory grew meanwhile, in megabytes. */
export async function peakMemoryGrownMb(work: () => Promise<void>): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  await work();
  clearInterval(watch);
  return Math.round((peak - before) / 1e6);
}

export async function* threeHundredMegabytes(): AsyncGenerator<Buffer> {
  for (let piece = 0; piece < 3000; piece += 1) yield Buffer.alloc(100_000, piece);
}
