import fc from 'fast-check';
import { judgeCall, verificationPoints } from '../../../test/judge-call.factory.js';
import { answerText, writtenSegments } from '../transcript.js';
import { judgeCopy } from './judge-copy.js';
import { inAskedOrder, judgePrompt, templateHash } from './judge-prompt.js';
import { randomPromptSecrets } from './prompt-secrets.js';

const secrets = { canary: 'ghcanary', delimiter: '<<delimiter>>' };
const copyOf = (text: string) => judgeCopy(answerText(writtenSegments(text)));

describe('judgePrompt', () => {
  it('is version 1, word for word: results name it by this hash, and another wording is another file', () => {
    expect(templateHash).toBe('5963b580726a2f66f725e7d51e1613d487c4a2f837454288a31b26ea8099edf1');
  });

  it('begins with what every call has in common, and only the secrets come after question and points', () => {
    const prompt = (question: string, text: string) =>
      judgePrompt(question, verificationPoints, copyOf(text), randomPromptSecrets()).system;
    const sharedBy = (one: string, other: string) =>
      one.slice(
        0,
        [...one].findIndex((character, index) => other[index] !== character),
      );
    expect(sharedBy(prompt('First question?', 'One.'), prompt('Another?', 'Two.'))).toMatch(/The question\n$/);
    expect(sharedBy(prompt('First?', 'One.'), prompt('First?', 'Two.'))).toMatch(/The secret word is gh[0-9a-f]*$/);
  });

  it('asks for each point by a key that says nothing, with what counts and what does not', () => {
    const { system } = judgePrompt('How?', verificationPoints, copyOf('One.'), secrets);
    expect(system).toContain(
      'i2: {"point":"Computes a second time.","counts":"By hand.","doesNotCount":"Reads the result again."}',
    );
    expect(system).not.toContain('v2');
  });

  it('encloses the segments as JSON in the delimiter', () => {
    const { user } = judgePrompt('How?', verificationPoints, copyOf('I check it. Then I ask.'), secrets);
    expect(user).toBe(
      '<<delimiter>>\n{"segments":[{"n":1,"t":"I check it."},{"n":2,"t":"Then I ask."}]}\n<<delimiter>>',
    );
  });

  it('never fills a placeholder that a question or an answer contains', () => {
    const { system, user } = judgePrompt(
      'What is {{canary}} and $& ?',
      verificationPoints,
      copyOf('It is {{canary}}.'),
      secrets,
    );
    expect(system).toContain('What is {{canary}} and $& ?');
    expect(user).toContain('It is {{canary}}.');
  });

  it('lets no answer write an angle bracket or leave its string, and keeps every visible character of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const segments = [{ n: 1, text, origin: [] }];
        const [open, material, close, ...rest] = judgePrompt('How?', verificationPoints, segments, secrets).user.split(
          '\n',
        );
        expect([open, close, rest]).toEqual([secrets.delimiter, secrets.delimiter, []]);
        expect(material).not.toMatch(/[<>]/);
        expect(JSON.parse(material!)).toEqual({ segments: [{ n: 1, t: text }] });
      }),
    );
  });
});

describe('inAskedOrder', () => {
  const points = Array.from({ length: 12 }, (_, index) => ({ ...verificationPoints[0]!, id: `v${index}` }));
  const order = (changes: Parameters<typeof judgeCall>[0]) =>
    inAskedOrder(judgeCall({ points, ...changes })).map(({ id }) => id);

  it('is the same for everybody, whatever order the plan lists them in', () => {
    expect(order({ subject: 'int_other', text: 'Something else entirely.' })).toEqual(order({}));
    expect(order({ points: [...points].reverse() })).toEqual(order({}));
  });

  it('is another in another pass, and another for an appeal', () => {
    expect(order({ pass: 2 })).not.toEqual(order({}));
    expect(order({ orderSalt: 'appeal' })).not.toEqual(order({}));
    expect(order({ pass: 2 }).sort()).toEqual(order({}).sort());
  });
});
