import { newId } from '@guildhall/messages/contract';
import fc from 'fast-check';
import { readCursor, writeCursor } from './feed-cursor.js';

describe('a cursor of the feed', () => {
  it('names a place and comes back as it was', () => {
    const eventId = newId('evt');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), (position) => {
        const cursor = writeCursor({ position, eventId });
        expect(cursor).toMatch(/^[\w-]{1,500}$/);
        expect(readCursor(cursor)).toEqual({ position, eventId });
      }),
    );
    expect(readCursor(writeCursor(null))).toBeNull();
  });

  it('is refused whatever else it says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        for (const cursor of [text, Buffer.from(text).toString('base64url')]) {
          expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: 'feed_cursor_invalid' }));
        }
      }),
    );
  });
});
