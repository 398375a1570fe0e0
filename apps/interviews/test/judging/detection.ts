import { detectInjection } from '../../src/scoring/injection/injection-detector.js';
import { answerText, writtenSegments } from '../../src/scoring/transcript.js';
import type { AttackString } from '../sample-answers.js';

/** How many of a group of texts the detector flags. */
export interface Detection {
  group: string;
  texts: number;
  flagged: number;
  /** Ids of the flagged ones, the first few. */
  examples: string[];
}

const mostExamples = 5;

/** What the detector makes of these texts, by whatever tells them apart; groups are in order of their names. */
export function detected(texts: readonly AttackString[], groupOf: (text: AttackString) => string): Detection[] {
  const groups = new Map<string, AttackString[]>();
  for (const text of texts) {
    const own = groups.get(groupOf(text));
    if (own) own.push(text);
    else groups.set(groupOf(text), [text]);
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, own]) => {
      const flagged = own.filter(isFlagged);
      return {
        ...{ group, texts: own.length, flagged: flagged.length },
        examples: flagged.slice(0, mostExamples).map(({ id }) => id),
      };
    });
}

/** By itself, in a transcript of its own language. */
function isFlagged({ text, lang }: AttackString): boolean {
  return detectInjection(answerText(writtenSegments(text)), lang).length > 0;
}
