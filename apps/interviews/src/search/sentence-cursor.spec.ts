import { newId } from '@guildhall/messages/contract';
import { sentenceCursor, sentencePlace } from './sentence-cursor.js';

describe('The cursor of a search', () => {
  it('leads back to its sentence', () => {
    const place = { interviewId: newId('int'), transcriptId: newId('trs'), sentence: 12 };
    expect(sentencePlace(sentenceCursor(place))).toEqual(place);
  });

  it.each(['', 'nonsense', '0'.repeat(32), `${'0'.repeat(32)}x`, `${'0'.repeat(32)}.${'0'.repeat(32)}.0`])(
    'is refused where it is none: %j',
    (cursor) => {
      expect(() => sentencePlace(cursor)).toThrow(/cursor is none of this list/);
    },
  );
});
