import { type CaptionToken, tokensOf } from './caption-tokens.js';

/** What a person said between two pauses, as it is shown; `text` may have been corrected, and have other words than were heard. */
export interface CaptionSentence {
  startSeconds: number;
  endSeconds: number;
  /** Where absent, the words stand for it. */
  text?: string;
  words: readonly { word: string; start: number; end: number }[];
}

interface Cue {
  startMs: number;
  endMs: number;
  lines: string[];
}

const lineLength = 42;
const mostCueSeconds = 6;
const pauseSeconds = 0.6;
/** `Dr.` and `e.g.` end no sentence, nor does a number with its point. */
const sentenceEnd = /([!?…。！？؟۔।]|\p{L}{4,}\.)["'»”’)\]]*$/u;

/**
 * WebVTT captions of one recording: cues of at most two lines of 42 characters and six seconds, broken at the ends of
 * sentences and at pauses; none overlaps the next, and none is shown for longer than its words are heard.
 *
 * @param language BCP 47, of the words: it chooses how they are told apart, and is said in every cue
 * @see https://www.w3.org/TR/webvtt1/
 */
export function captionsOf(sentences: readonly CaptionSentence[], language: string): string {
  const cues: Cue[] = [];
  for (const sentence of sentences) {
    for (const tokens of cuesIn(tokensOf(sentence, language, lineLength))) {
      const previousEndMs = cues.at(-1)?.endMs ?? 0;
      cues.push(cueOf(tokens, previousEndMs));
    }
  }
  return ['WEBVTT', ...cues.map((cue) => blockOf(cue, language))].join('\n\n').concat('\n');
}

function cuesIn(tokens: CaptionToken[]): CaptionToken[][] {
  const cues: CaptionToken[][] = [];
  for (const token of tokens) {
    const current = cues.at(-1);
    if (current && belongsTo(current, token)) current.push(token);
    else cues.push([token]);
  }
  return cues;
}

function belongsTo(cue: CaptionToken[], token: CaptionToken): boolean {
  const last = cue.at(-1)!;
  if (sentenceEnd.test(last.text) || token.startSeconds - last.endSeconds > pauseSeconds) return false;
  if (token.endSeconds - cue[0]!.startSeconds > mostCueSeconds) return false;
  return linesOf([...cue, token]) !== null;
}

/** The lines of a cue, as alike in length as can be; null where they would be more than two. */
function linesOf(tokens: CaptionToken[]): string[] | null {
  if (lengthOf(tokens) <= lineLength) return [textOf(tokens)];
  let best: { longest: number; breakAt: number } | null = null;
  for (let breakAt = 1; breakAt < tokens.length; breakAt += 1) {
    const longest = Math.max(lengthOf(tokens.slice(0, breakAt)), lengthOf(tokens.slice(breakAt)));
    if (longest <= lineLength && longest < (best?.longest ?? Number.POSITIVE_INFINITY)) best = { longest, breakAt };
  }
  return best && [textOf(tokens.slice(0, best.breakAt)), textOf(tokens.slice(best.breakAt))];
}

function lengthOf(line: CaptionToken[]): number {
  return line.reduce((sum, { length, spaced }, index) => sum + length + (spaced && index > 0 ? 1 : 0), 0);
}

function textOf(line: CaptionToken[]): string {
  return line.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('');
}

/** A cue has to last, and to begin behind the one before: words without a duration of their own get a thousandth of a second. */
function cueOf(tokens: CaptionToken[], previousEndMs: number): Cue {
  const startMs = Math.max(previousEndMs, Math.round(tokens[0]!.startSeconds * 1000));
  const spokenMs = Math.round(tokens.at(-1)!.endSeconds * 1000);
  const endMs = Math.max(startMs + 1, Math.min(spokenMs, startMs + mostCueSeconds * 1000));
  return { startMs, endMs, lines: linesOf(tokens) ?? [textOf(tokens)] };
}

function blockOf({ startMs, endMs, lines }: Cue, language: string): string {
  const text = lines.map(escaped).join('\n');
  const spoken = /^[A-Za-z0-9-]+$/.test(language) ? `<lang ${language}>${text}</lang>` : text;
  return `${timestamp(startMs)} --> ${timestamp(endMs)}\n${spoken}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function timestamp(ms: number): string {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60].map(Math.floor);
  const padded = (value: number, digits = 2) => String(value).padStart(digits, '0');
  return `${padded(hours!)}:${padded(minutes!)}:${padded(seconds!)}.${padded(ms % 1_000, 3)}`;
}
