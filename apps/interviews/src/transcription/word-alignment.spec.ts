import fc from 'fast-check';
import { alignWords } from './word-alignment.js';

/** One letter a step with its words: `=` kept, `~` changed, `+` added, `-` removed. */
function aligned(heard: string, corrected: string): string[] {
  const one = split(heard);
  const other = split(corrected);
  return alignWords(one, other).map((step) => {
    const before = one.slice(step.heardFrom, step.heardTo).join(' ');
    const after = other.slice(step.correctedFrom, step.correctedTo).join(' ');
    return { kept: `= ${after}`, changed: `~ ${before} → ${after}`, added: `+ ${after}`, removed: `- ${before}` }[
      step.kind
    ];
  });
}

const split = (text: string) => text.split(' ').filter((word) => word !== '');
const changesIn = (heard: string, corrected: string) =>
  aligned(heard, corrected).filter((step) => !step.startsWith('='));

describe('The alignment of a corrected sentence with what was heard', () => {
  it('keeps every word of the same sentence, whatever its case and its marks', () => {
    expect(changesIn('well i compare it’s sum', 'Well, I compare: it’s sum.')).toEqual([]);
  });

  it.each([
    ['one word for a similar one', 'the mandala reads', 'the model reads', ['~ mandala → model']],
    ['two words for one', 'i can pair every number', 'I compare every number', ['~ can pair → compare']],
    ['one word for two', 'before i tested myself', 'before I test it myself', ['~ tested → test it']],
    [
      'articles and prepositions',
      'flow and millions of a company',
      'flow in millions of the company',
      ['~ and → in', '~ a → the'],
    ],
    ['a new ending', 'the mark slater', 'the marks later', ['~ mark → marks', '~ slater → later']],
  ])('takes for misheard: %s', (_, heard, corrected, changes) => {
    expect(changesIn(heard, corrected)).toEqual(changes);
  });

  it.each([
    ['an unlike word', 'i ask the client', 'I ask the regulator', ['- client', '+ regulator']],
    ['a negation put in', 'i would now trust it', 'I would not trust it', ['- now', '+ not']],
    ['a negation taken out', 'i can’t check it', 'I can check it', ['- can’t', '+ can']],
    ['a word turned round', 'the list is incomplete', 'the list is complete', ['- incomplete', '+ complete']],
    ['a clause begun', 'not in any way', 'not and any way', ['- in', '+ and']],
    ['another who acts', 'they compare it', 'we compare it', ['- they', '+ we']],
    ['a clause more', 'i compare it', 'I compare it with the ledger', ['+ with', '+ the', '+ ledger']],
    ['a sentence less', 'i guess so', '', ['- i', '- guess', '- so']],
  ])('takes for no mishearing: %s', (_, heard, corrected, changes) => {
    expect([...changesIn(heard, corrected)].sort()).toEqual([...changes].sort());
  });

  it('pairs equal words alone where a sentence is too long to compare each with each', () => {
    const many = Array.from({ length: 300 }, (_, at) => `word${at}`);
    const other = many.map((word, at) => (at % 2 === 0 ? word : `${word}s`)).reverse();
    const steps = alignWords(many, other);
    expect(steps.some(({ kind }) => kind === 'changed')).toBe(false);
    expect(steps.filter(({ kind }) => kind === 'kept').length).toBeGreaterThan(0);
  });

  it('pairs nothing in the middle of a sentence beyond measure', () => {
    const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at % 7}`);
    const steps = alignWords(['First', ...words(1_000), 'last'], ['first', 'other', ...words(500), 'last.']);
    expect(steps.filter(({ kind }) => kind === 'kept')).toHaveLength(2);
    expect(steps).toHaveLength(2 + 1_000 + 501);
  });
});

describe('The alignment, over generated sentences', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'i',
      'compare',
      'can',
      'pair',
      'not',
      'report',
      'reports',
      'the',
      'a',
      'check,',
      '—',
      '核对',
      'élan',
    ),
    fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/\s/g, '') || 'x'),
  );
  const sentence = fc.array(word, { maxLength: 14 });
  const sentences = fc.tuple(sentence, sentence);
  const runs = { numRuns: 1_000 };

  it('leaves a sentence that is not changed as it is', () => {
    fc.assert(
      fc.property(sentence, (words) => {
        expect(alignWords(words, words).map(({ kind }) => kind)).toEqual(words.map(() => 'kept'));
      }),
      runs,
    );
  });

  it('takes every word of both sides once and in order', () => {
    fc.assert(
      fc.property(sentences, ([heard, corrected]) => {
        let [heardAt, correctedAt] = [0, 0];
        for (const step of alignWords(heard, corrected)) {
          expect([step.heardFrom, step.correctedFrom]).toEqual([heardAt, correctedAt]);
          [heardAt, correctedAt] = [step.heardTo, step.correctedTo];
        }
        expect([heardAt, correctedAt]).toEqual([heard.length, corrected.length]);
      }),
      runs,
    );
  });

  it('never pairs a word with more than three, nor more words than there are', () => {
    fc.assert(
      fc.property(sentences, ([heard, corrected]) => {
        const paired = alignWords(heard, corrected).filter(({ kind }) => kind === 'kept' || kind === 'changed');
        expect(paired.length).toBeLessThanOrEqual(Math.min(heard.length, corrected.length));
        for (const step of paired) {
          const sizes = [step.heardTo - step.heardFrom, step.correctedTo - step.correctedFrom];
          expect(Math.min(...sizes)).toBe(1);
          expect(Math.max(...sizes)).toBeLessThanOrEqual(3);
        }
      }),
      runs,
    );
  });
});
