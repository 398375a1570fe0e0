import { ModelCallError } from '../model-client/model-failure.js';
import { unreadable } from '../model-client/openai-client.js';
import type { TranscriptSegment, TranscriptWord } from './speech-to-text.js';

const mostSegments = 5_000;
const mostWords = 60_000;
/** Times may pass the end a little: the engine hears in windows, the duration is measured on the file. */
const overrunSeconds = 2;

interface TimedText {
  text: string;
  start: number;
  end: number;
}

interface HeardSegment extends TimedText {
  confidence: number | null;
}

/**
 * Checks a `verbose_json` transcription and returns its segments, each with the words that belong to it and all times
 * moved by `offsetSeconds`. The API gives a probability per segment alone (`avg_logprob`, the mean over its tokens), so
 * each word carries that of its segment.
 *
 * Throws a `ModelCallError`: `retry` for a body of another shape, `park` for a server that cannot give word times.
 */
export function readTranscription(
  body: unknown,
  { durationSeconds, offsetSeconds }: { durationSeconds: number; offsetSeconds: number },
): Omit<TranscriptSegment, 'n'>[] {
  const reply = asRecord(body, 'The reply');
  const latest = durationSeconds + overrunSeconds;
  const segments = listOf(reply['segments'] ?? [], 'segments', mostSegments).map((each) => heardSegment(each, latest));
  const words = listOf(reply['words'] ?? [], 'words', mostWords).map((each) => timedText(each, 'word', latest));
  const spoken = segments.filter((segment) => letters(segment.text) !== '');
  if (typeof reply['text'] !== 'string') throw unreadable('The transcription has no text');
  if (letters(reply['text']) !== '' && (words.length === 0 || spoken.length === 0)) throw withoutTimes();

  const groups = wordsBySegment(spoken, words);
  return spoken.map((segment, index) => ({
    text: segment.text,
    startSeconds: rounded(segment.start + offsetSeconds),
    endSeconds: rounded(segment.end + offsetSeconds),
    words: groups[index]!.map(
      (word): TranscriptWord => ({
        word: word.text,
        start: rounded(word.start + offsetSeconds),
        end: rounded(word.end + offsetSeconds),
        confidence: segment.confidence,
      }),
    ),
  }));
}

/**
 * The API lists words beside the segments, not in them. Where the words spell the segments' texts exactly they are dealt
 * out by spelling, because times at the edges overlap; otherwise a word belongs to the segment whose time holds its middle.
 */
function wordsBySegment(segments: HeardSegment[], words: TimedText[]): TimedText[][] {
  return bySpelling(segments, words) ?? byTime(segments, words);
}

function bySpelling(segments: HeardSegment[], words: TimedText[]): TimedText[][] | null {
  let next = 0;
  const groups: TimedText[][] = [];
  for (const segment of segments) {
    const group: TimedText[] = [];
    let rest = letters(segment.text);
    while (rest !== '') {
      const word = words[next];
      const spelled = word && letters(word.text);
      if (!word || !spelled || !rest.startsWith(spelled)) return null;
      group.push(word);
      rest = rest.slice(spelled.length);
      next += 1;
    }
    groups.push(group);
  }
  return next === words.length ? groups : null;
}

function byTime(segments: HeardSegment[], words: TimedText[]): TimedText[][] {
  const groups: TimedText[][] = segments.map(() => []);
  let current = 0;
  for (const word of words) {
    const middle = (word.start + word.end) / 2;
    while (current < segments.length - 1 && middle >= segments[current + 1]!.start) current += 1;
    groups[current]?.push(word);
  }
  return groups;
}

function heardSegment(value: unknown, latest: number): HeardSegment {
  const logProbability = asRecord(value, 'A segment')['avg_logprob'];
  const known = typeof logProbability === 'number' && Number.isFinite(logProbability);
  const confidence = known ? Math.min(1, Math.exp(logProbability)) : null;
  return { ...timedText(value, 'text', latest), confidence };
}

function timedText(value: unknown, textKey: 'text' | 'word', latest: number): TimedText {
  const record = asRecord(value, `A ${textKey}`);
  const { [textKey]: text, start, end } = record;
  if (typeof text !== 'string') throw unreadable(`A ${textKey} of the transcription is missing`);
  if (!isTime(start, latest) || !isTime(end, latest)) throw unreadable('A time of the transcription is out of range');
  return { text: text.trim(), start, end: Math.max(start, end) };
}

function isTime(value: unknown, latest: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= latest;
}

function asRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(`${name} is no object`);
  return value as Record<string, unknown>;
}

function listOf(value: unknown, name: string, most: number): unknown[] {
  if (!Array.isArray(value) || value.length > most) throw unreadable(`${name} is no list of at most ${most}`);
  return value;
}

function withoutTimes(): ModelCallError {
  const detail = 'The server sends no word times; choose a model that can, such as whisper-1';
  return new ModelCallError({ kind: 'park', reason: 'word_times_missing', detail });
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
