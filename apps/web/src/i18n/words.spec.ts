import { words } from './all-words.js';

type Tree = { [key: string]: string | Tree };

const arabicForms = ['zero', 'one', 'two', 'few', 'many', 'other'];
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const english = new Map(leaves(words.en as unknown as Tree));
const arabic = new Map(leaves(words.ar as unknown as Tree));

describe('the words of both languages', () => {
  it('are there for every key', () => {
    expect([...english.keys()].filter((key) => !arabic.has(key))).toEqual([]);
  });

  it('name the same values', () => {
    const differing = [...english].filter(([key, text]) => {
      const other = arabic.get(key) ?? '';
      // The forms for one and two say the number as a word.
      const saysTheNumber = /_(zero|one|two)$/.test(key);
      return !saysTheNumber && placeholders(text).join() !== placeholders(other).join();
    });
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('count in all six Arabic forms', () => {
    const counted = [...english.keys()].filter((key) => key.endsWith('_other')).map((key) => key.slice(0, -6));
    const lacking = counted.flatMap((base) =>
      arabicForms.map((form) => `${base}_${form}`).filter((key) => !arabic.has(key)),
    );
    expect(lacking).toEqual([]);
  });

  it('are Arabic in Arabic', () => {
    expect([...arabic].filter(([, text]) => !/[\u0600-\u06ff]/.test(text)).map(([key]) => key)).toEqual([]);
  });
});
