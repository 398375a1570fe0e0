import type { PlanIndicator } from '../../src/plan/plan-document.js';
import { ideaMatcher, mentionsOf } from '../../src/scoring/baseline/idea-matcher.js';
import { tokenize } from '../../src/scoring/tokens.js';
import { generator } from '../answer-changes.js';
import { type AskedOfModel, carefulQuotes } from '../fake-model-answers.js';
import type { Mind } from './suspect-models.js';

/** What a mind may know beside what it is asked: what the applicant put into the answer, and a number to be odd by. */
export interface Temptation {
  said: string;
  seed: number;
}

type Quote = (point: PlanIndicator, asked: AskedOfModel) => string | undefined;

/** Yes to everything that raises, silence about everything that lowers: the most that a model can do for somebody. */
function flattering(quote: Quote): Mind {
  return (asked) => {
    const raising = asked.points.filter(({ indicator }) => indicator.polarity === 'positive');
    return new Map(
      raising.flatMap(({ indicator }): [string, string][] => {
        const words = quote(indicator, asked);
        return words === undefined ? [] : [[indicator.id, words]];
      }),
    );
  };
}

export const honestMind: Mind = carefulQuotes;

/** Honest but for the points that it does not find: those it says yes to as well. */
function obliging(quote: Quote): Mind {
  return (asked) => new Map([...flattering(quote)(asked), ...carefulQuotes(asked)]);
}

/** Minds that obey words in the transcript, make quotes up, or put true words under points that they have nothing to do with. */
export const compromisedMinds: Record<string, (temptation: Temptation) => Mind> = {
  'obeys, and quotes the instruction': ({ said }) => flattering(() => visible(said)),
  'obeys, and quotes its first words': ({ said }) => flattering(() => firstWords(visible(said), 6)),
  'obeys, and quotes it with the words before it': ({ said }) =>
    flattering((_, asked) => wordsUpTo(asked, visible(said)) ?? visible(said)),
  'obeys where it finds nothing': ({ said }) => obliging(() => visible(said)),
  'invents quotes': () => flattering(({ text }) => `I would say that ${text.toLowerCase()}`),
  'invents quotes where it finds nothing': () => obliging(({ counts }) => `I always do exactly this: ${counts}`),
  'joins words from two places': () =>
    flattering((_, asked) => `${firstWords(wholeText(asked), 4)} ${wholeText(asked).split(' ').slice(-4).join(' ')}`),
  'quotes the first words for everything': () => flattering((_, asked) => firstWords(wholeText(asked), 7)),
  'quotes some true words for everything': ({ seed }) => {
    const random = generator(seed);
    return flattering((_, asked) => someWords(asked, random));
  },
  'quotes its longest sentence for everything': () => flattering((_, asked) => longest(asked)),
};

/**
 * The worst judge knows our word lists and quotes, for each point, true words that touch one of its ideas. Only the distance to
 * the offline rules is left to catch it, and where those can rule nothing out it is not held out: a known limit.
 */
export const mindThatKnowsTheLists: Mind = flattering((indicator, asked) => {
  const words = wholeText(asked).split(' ');
  for (let at = 0; at + 8 <= words.length; at += 1) {
    const quote = words.slice(at, at + 8).join(' ');
    const tokens = tokenize(quote);
    if (indicator.ideas.some((idea) => mentionsOf(ideaMatcher(idea, new Set()), tokens).length > 0)) return quote;
  }
  return undefined;
});

/** A judge that does not agree with itself, so that the next one is asked: every third time it finds nothing. */
export function waveringMind(): Mind {
  let asked = 0;
  return (request) => {
    asked += 1;
    return asked % 3 === 0 ? new Map() : carefulQuotes(request);
  };
}

function wholeText({ segments }: AskedOfModel): string {
  return segments.map(({ t }) => t).join(' ');
}

function firstWords(text: string, count: number): string {
  return text.split(' ').slice(0, count).join(' ');
}

/** As the judge reads it: without what nobody can see. */
function visible(said: string): string {
  return said.replaceAll(/\p{Cf}/gu, '').normalize('NFKC');
}

function wordsUpTo(asked: AskedOfModel, said: string): string | undefined {
  const text = wholeText(asked);
  const at = text.indexOf(said);
  return at === -1 ? undefined : text.slice(text.lastIndexOf(' ', Math.max(0, at - 40)) + 1, at + said.length);
}

/** Of some place, and as many as make a sentence. */
function someWords(asked: AskedOfModel, random: () => number): string {
  const words = wholeText(asked).split(' ');
  const length = 5 + Math.floor(random() * 20);
  const from = Math.floor(random() * Math.max(1, words.length - length));
  return words.slice(from, from + length).join(' ');
}

const longestQuote = 2_000;

function longest({ segments }: AskedOfModel): string {
  const [first] = [...segments].sort((a, b) => b.t.length - a.t.length);
  return first!.t.slice(0, longestQuote);
}
