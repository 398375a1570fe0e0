import type { AnswerText, TextSpan } from '../transcript.js';
import { tracedSpan } from '../visible-text.js';
import { encodedDirectives } from './encoded-text.js';
import { type HardSign, hardSigns } from './hard-signs.js';
import { lexiconText } from './lexicon-text.js';
import { lexiconsFor } from './lexicons.js';
import { spokenDirectives } from './spoken-directive.js';

export type InjectionKind = HardSign['kind'] | 'encoded_directive' | 'spoken_directive';

export interface InjectionFinding {
  kind: InjectionKind;
  /** Offsets of `AnswerText.text`. A quote that touches it is no evidence. */
  span: TextSpan;
}

/**
 * Finds words and characters that address whoever or whatever grades the answer. A finding **flags and routes to a
 * person**; it never lowers a score. It recognises what somebody has thought of before: its recall on unseen wordings is
 * low (the test file says how low), and no safety rests on it.
 *
 * `language` is the transcript's, BCP 47.
 */
export function detectInjection(answer: AnswerText, language: string): InjectionFinding[] {
  const lexicons = lexiconsFor(language.split('-')[0]!.toLowerCase());
  return applicantStretches(answer).flatMap(({ from, to }) => {
    const text = answer.text.slice(from, to);
    const shifted = (span: TextSpan): TextSpan => ({ from: span.from + from, to: span.to + from });
    const readable = lexiconText(text, from);
    const spoken = lexicons.flatMap((lexicon) => spokenDirectives(readable.text, lexicon));
    return [
      ...hardSigns(text).map(({ kind, span }) => ({ kind, span: shifted(span) })),
      ...encodedDirectives(text).map((span) => ({ kind: 'encoded_directive' as const, span: shifted(span) })),
      ...spoken.map((range) => ({
        kind: 'spoken_directive' as const,
        span: tracedSpan(readable, range.from, range.to),
      })),
    ];
  });
}

/** Spans in which the applicant speaks without interruption: an instruction may well pause in the middle. */
function applicantStretches(answer: AnswerText): TextSpan[] {
  const stretches: TextSpan[] = [];
  let current: TextSpan | null = null;
  for (const word of answer.words) {
    if (answer.speakers[word.segment] !== 'applicant') {
      current = null;
    } else if (current) {
      current.to = word.to;
    } else {
      current = { from: word.from, to: word.to };
      stretches.push(current);
    }
  }
  return stretches;
}
