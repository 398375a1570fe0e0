import type { TranscriptSegment, TranscriptWord } from './speech-to-text.js';

/** A word with start, end (seconds) and posterior, as `pocketsphinx_continuous -time yes` prints it. */
const timedWord = /^(\S+) (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/;
/** Silence, breath, noise and sentence marks: `<s>`, `<sil>`, `[SPEECH]`, `++UM++`. */
const filler = /^(<.*>|\[.*\]|\+\+.*\+\+)$/;
/** The dictionary numbers the pronunciations of a word: `and(2)`. */
const pronunciationNumber = /\(\d+\)$/;

/**
 * The segments in the printed output. pocketsphinx cuts utterances at pauses of half a second; each begins with the text in
 * one line, which is passed over because the timed words below it say the same and more.
 */
export function segmentsOf(output: string): TranscriptSegment[] {
  const utterances: TranscriptWord[][] = [];
  for (const line of output.split('\n')) {
    const [, token, start, end, posterior] = timedWord.exec(line) ?? [];
    if (token === undefined) continue;
    if (token === '<s>' || utterances.length === 0) utterances.push([]);
    if (filler.test(token)) continue;
    utterances.at(-1)!.push({
      word: token.replace(pronunciationNumber, ''),
      start: Number(start),
      end: Number(end),
      // Its posteriors are sums of rounded logarithms and can exceed 1 by a hair.
      confidence: Math.min(1, Number(posterior)),
    });
  }
  return utterances.filter((words) => words.length > 0).map((words, index) => segmentOf(words, index + 1));
}

function segmentOf(words: TranscriptWord[], n: number): TranscriptSegment {
  const text = words.map(({ word }) => word).join(' ');
  return { n, text, startSeconds: words[0]!.start, endSeconds: words.at(-1)!.end, words };
}
