import { answerIn } from './sample-file.js';

const file = (...parts: (string | Uint8Array<ArrayBuffer>)[]) => new Blob(parts);

describe('a file that a plan is tried on', () => {
  it('is text in UTF-8, whatever ends its lines', async () => {
    expect(await answerIn(file('\ufeffFirst I check.\r\nثم أكتب.\rDone.\n'))).toEqual({
      text: 'First I check.\nثم أكتب.\nDone.',
    });
  });

  it('is refused where it is anything else', async () => {
    const latin1 = Uint8Array.of(0x63, 0x61, 0x66, 0xe9);
    expect(await answerIn(file(latin1))).toEqual({ refusal: 'notText' });
    expect(await answerIn(file('PK\u0003\u0004'))).toEqual({ refusal: 'notText' });
    expect(await answerIn(file('a\u0000b'))).toEqual({ refusal: 'notText' });
    expect(await answerIn(file(' \n'))).toEqual({ refusal: 'empty' });
  });

  it('is no longer than an answer may be', async () => {
    expect(await answerIn(file('x'.repeat(10_000)))).toEqual({ text: 'x'.repeat(10_000) });
    expect(await answerIn(file('x'.repeat(10_001)))).toEqual({ refusal: 'tooLong' });
    expect(await answerIn(file('x'.repeat(100_001)))).toEqual({ refusal: 'tooLarge' });
  });
});
