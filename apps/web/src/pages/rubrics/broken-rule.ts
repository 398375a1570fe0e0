/** Which of the publishing rules is broken, with what its words name. */
export interface BrokenRuleWords {
  key: BrokenRuleKey;
  values: RuleValues;
}

type RuleValues = Record<ValueName, string>;
type ValueName =
  | ('id' | 'before' | 'level' | 'asked' | 'existing' | 'named')
  | ('wording' | 'questions' | 'z' | 'coverage');

/** As the server says them; what stands in for a name or a number is what the words of the page name. */
const rules = {
  repeatedId: /^The id (?<id>\S+) is used before/,
  falls: /^It falls from (?<before>\d+) at level (?<level>\d)/,
  tooMany: /^It asks for (?<asked>\d+), but the criterion has (?<existing>\d+) such/,
  silence: /^A level above 1 needs at least one indicator/,
  noEvidence: /^(?<named>".+") cannot be evidenced in words/,
  noCriterion: /^There is no criterion (?<id>\S+) in this plan/,
  noQuestion: /^There is no question (?<id>\S+) in this plan/,
  namedTwice: /^The question (?<id>\S+) is named twice/,
  capOfPositive: /^Only a contradiction caps a level/,
  capNeeded: /^A contradiction needs the highest level it leaves/,
  coreContradiction: /^No level can require a contradiction/,
  twoIdeas: /^An indicator needs two groups of ideas/,
  noWord: /^"(?<wording>.+)" holds no word that can be looked for/,
  wordsOfQuestion: /^"(?<wording>.+)" consists only of words of the question/,
  unread: /^No indicator reads the answer to/,
  noTime: /^It leaves no time: the answer itself may not be longer/,
  tooFewQuestions: /^The plan has (?<questions>\d+) questions only/,
  quantile: /^z (?<z>[\d.]+) covers (?<coverage>[\d.]+), not the written/,
  reviewLines: /^Review lines rise from one to the next/,
} as const;

export type BrokenRuleKey = keyof typeof rules;

/** @returns null for a rule that is not known here: its message is shown as it came */
export function brokenRuleWords(message: string): BrokenRuleWords | null {
  for (const [key, pattern] of Object.entries(rules)) {
    const found = pattern.exec(message);
    if (found) return { key: key as BrokenRuleKey, values: { ...found.groups } as RuleValues };
  }
  return null;
}

/** The words that a rule names, as the server quotes them: `"fluent", "calm"`. */
export const namedWords = (named: string): string[] => [...named.matchAll(/"([^"]+)"/g)].map(([, word]) => word!);

/** In the quotation marks of the reader's language. */
export const quotedWords = (words: readonly string[], language: string): string =>
  words.map((word) => (language === 'ar' ? `«${word}»` : `“${word}”`)).join(language === 'ar' ? '، ' : ', ');
