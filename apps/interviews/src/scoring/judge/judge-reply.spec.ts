import { Ajv } from 'ajv';
import fc from 'fast-check';
import { ModelCallError } from '../../model-client/model-failure.js';
import { type Completion, checkReply, readCompletion } from './judge-reply.js';
import { readVerdicts, verdictSchema } from './verdict-schema.js';

const canary = 'gh0123456789abcdef01234567';
const verdict = { verdict: 'yes', quote: 'I check every single number', segment: 1 };
const good = JSON.stringify({ i1: verdict, i2: { verdict: 'no', quote: null, segment: null } });

function check(changes: Partial<Completion>) {
  const completion = { stopReason: 'stop', refusal: null, content: good, model: 'm', fingerprint: null, tokens: null };
  return checkReply({ ...completion, ...changes }, canary, 2);
}

describe('checkReply', () => {
  it('names the first thing that is wrong, in the order of the contract', () => {
    const everything = { stopReason: 'length', refusal: 'No.', content: `{ ${canary}` };
    expect(check(everything).outcome).toBe('stop_reason');
    expect(check({ ...everything, stopReason: 'stop' }).outcome).toBe('refusal');
    expect(check({ content: null }).outcome).toBe('no_content');
    expect(check({ content: `{ ${canary}` }).outcome).toBe('canary_leaked');
    expect(check({ content: '{ "i1": ' }).outcome).toBe('not_json');
    expect(check({ content: '{}' }).outcome).toBe('wrong_schema');
    expect(check({}).outcome).toBe('accepted');
  });

  it.each(['tool_calls', 'content_filter', 'function_call', 'STOP', null])(
    'accepts nothing that ended with %s',
    (stopReason) => {
      expect(check({ stopReason }).outcome).toBe('stop_reason');
    },
  );

  it.each([
    ['in upper case', canary.toUpperCase()],
    ['letter by letter', [...canary].join(' ')],
    ['with zero width spaces', [...canary].join('\u200b')],
    ['in JSON escapes', [...canary].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['in wide letters', [...canary].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')],
  ])('finds the canary %s', (_, disguised) => {
    const content = good.replace('I check every single number', disguised);
    expect(check({ content }).outcome).toBe('canary_leaked');
  });

  it('takes one fence off and no second one', () => {
    const fence = (content: string) => `\`\`\`json\n${content}\n\`\`\``;
    expect(check({ content: fence(good) })).toMatchObject({ outcome: 'accepted', fenceStripped: true });
    expect(check({ content: fence(fence(good)) })).toMatchObject({ outcome: 'not_json', fenceStripped: true });
    expect(check({ content: `Here it is:\n${fence(good)}` }).outcome).toBe('not_json');
  });
});

describe('readVerdicts', () => {
  const accepts = new Ajv({ allowUnionTypes: true }).compile(verdictSchema(2));
  const value = fc.oneof(fc.constantFrom('yes', 'no', 'unclear', 'maybe', null, 1, 1.5, -1, '', {}, []), fc.string());
  const entry = fc.oneof(
    fc.record({ verdict: value, quote: value, segment: value }),
    fc.record({ verdict: value, quote: value, segment: value, note: value }, { requiredKeys: ['verdict'] }),
    fc.record({ verdict: fc.constant('yes'), quote: fc.string(), segment: fc.nat() }),
    value,
  );
  const answered = fc.record({
    verdict: fc.constantFrom('yes', 'no', 'unclear'),
    quote: fc.option(fc.string()),
    segment: fc.option(fc.nat()),
  });
  const reply = fc.oneof(
    fc.dictionary(fc.constantFrom('i1', 'i2', 'i3', 'i02', '__proto__'), entry),
    fc.record({ i1: answered, i2: fc.oneof(answered, entry) }),
  );

  it('accepts exactly what the schema accepts that was sent to the model', () => {
    let accepted = 0;
    fc.assert(
      fc.property(reply, (json) => {
        const isRead = Array.isArray(readVerdicts(json, 2));
        if (isRead) accepted += 1;
        expect(isRead).toBe(accepts(json));
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBeGreaterThan(500);
  });
});

describe('readCompletion', () => {
  it.each([[null], ['<html>'], [[]], [{}], [{ choices: [] }], [{ choices: [{}] }], [{ error: { message: 'busy' } }]])(
    'takes %j for a reply to be asked for again',
    (body) => {
      expect(() => readCompletion(body)).toThrow(ModelCallError);
    },
  );

  it('does without what a compatible server leaves out', () => {
    const body = { choices: [{ finish_reason: 'stop', message: { content: good } }] };
    expect(readCompletion(body)).toMatchObject({ content: good, refusal: null, model: 'unnamed', tokens: null });
  });
});
