const demonstrationEngine = /demonstration/;

/** What has to stand wherever a transcript of a demonstration engine is shown; null for an engine fit to be judged by. */
export function demonstrationNotice(engine: string): string | null {
  if (!demonstrationEngine.test(engine)) return null;
  return 'Recognised by a demonstration engine: expect wrong words. Listen to the recording before you judge.';
}
