import { words } from '../../apps/web/src/i18n/all-words.js';

export type Language = keyof typeof words;
type Namespace = keyof (typeof words)['en'];

/** As the pages name it, for example `room:fault.kept`. */
export type Name = `${Namespace}:${string}`;

export const isName = (text: string): text is Name => /^[a-zA-Z]+:\S+$/.test(text);

const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'];
const isolates = '[\\u2068\\u2069]?';

/**
 * What a page says in a language, whole, with anything where the words leave a gap for numbers, names and dates; for a word
 * that is counted, any of its forms.
 */
export function phrase(language: Language, name: Name): RegExp {
  const [namespace, path] = name.split(':') as [Namespace, string];
  const forms = [path, ...pluralForms.map((form) => `${path}_${form}`)];
  const found = forms.map((form) => wordAt(words[language][namespace], form)).filter((word) => word !== null);
  if (found.length === 0) throw new Error(`No page says "${name}" in "${language}".`);
  return new RegExp(`^(?:${found.map(patternOf).join('|')})$`);
}

/** The same words as the label of a field, which may say that something has to be entered. */
export const label = (words: RegExp): RegExp => new RegExp(words.source.replace(/\$$/, '( \\*)?$'));

/** The same words at the beginning of more. */
export const beginning = (words: RegExp): RegExp => new RegExp(words.source.replace(/\$$/, ''));

function wordAt(tree: unknown, path: string): string | null {
  let node = tree;
  for (const key of path.split('.')) node = (node as Record<string, unknown> | undefined)?.[key];
  return typeof node === 'string' ? node : null;
}

function patternOf(word: string): string {
  const literal = word.replaceAll(/[$()*+.?[\\\]^|]/g, '\\$&');
  return literal.replaceAll(/\{\{\w+\}\}/g, `${isolates}.+?${isolates}`);
}
