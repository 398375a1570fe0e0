import fc from 'fast-check';
import {
  entryTimeMs,
  inboxChannel,
  readReplies,
  readReply,
  readRequest,
  requestStreamKey,
  writeError,
  writeReplies,
  writeRequest,
  writeResult,
} from './wire.js';

describe('what travels', () => {
  it('as a request is read as it was written, whatever the input says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (input, sentAtMs) => {
        const request = {
          name: 'events.echo',
          inbox: 'rpc:inbox:gateway:1',
          sentAtMs,
          inputJson: JSON.stringify(input),
        };
        expect(readRequest(writeRequest(request))).toEqual(request);
      }),
    );
  });

  it('as replies is read as it was written, however many travel together', () => {
    const reply = fc.record({ nonce: fc.uuid(), text: fc.string({ unit: 'grapheme' }) });
    fc.assert(
      fc.property(fc.array(reply, { minLength: 1, maxLength: 5 }), (replies) => {
        const written = replies.map(({ nonce, text }) => ({ nonce, body: writeResult(JSON.stringify({ text })) }));
        const read = readReplies(writeReplies(written)).map(({ nonce, body }) => ({ nonce, reply: readReply(body) }));
        expect(read).toEqual(replies.map(({ nonce, text }) => ({ nonce, reply: { ok: true, result: { text } } })));
      }),
    );
  });

  it('as an error stays one', () => {
    const error = { code: 'not_found', message: 'Application app_1 was not found.' } as const;
    expect(readReply(writeError(error))).toEqual({ ok: false, error });
  });

  it.each(['', 'nonce', 'nonce\n+{}'])('as half a reply is not taken for one: %p', (lines) => {
    if (lines === '') expect(readReplies(lines)).toEqual([]);
    else expect(() => readReplies(lines)).toThrow(SyntaxError);
  });

  it('goes by names that stay in one slot, and tells its time', () => {
    expect(requestStreamKey('interviews')).toBe('rpc:{interviews}:requests');
    expect(inboxChannel('gateway', 'x')).toBe('rpc:inbox:gateway:x');
    expect(entryTimeMs('1763869000123-7')).toBe(1_763_869_000_123);
  });
});
