import { type PacketWords, packetWords } from '../../apps/gateway/src/me/decision-packet.words.js';
import { ar, en } from '../../apps/web/src/pages/result/result.words.js';

type PageWords = Record<keyof typeof en, unknown>;

/** What the page and the packet of a decision say alike: somebody who reads both must not be told two things. */
const shared = [
  'title',
  'by',
  'byAPerson',
  'reason',
  'reasons',
  'before',
  'madeBy',
  'word',
  'noLevel',
  'quotes',
  'raising',
] as const;
const told = ['compared', 'baseline', 'unclear', 'person'] as const;

/** The page fills `{{name}}`, the packet `{name}`. */
const unified = (words: unknown) => JSON.parse(JSON.stringify(words).replaceAll('{{', '{').replaceAll('}}', '}'));

describe.each<[string, PageWords, PacketWords]>([
  ['en', en, packetWords.en],
  ['ar', ar, packetWords.ar],
])('The packet of a decision, in "%s",', (_, page, packet) => {
  it.each(shared)('says of "%s" what its page says', (name) => {
    expect(packet[name]).toEqual(unified(page[name]));
  });

  it.each(told)('tells what lay before the person, "%s", as its page does', (basis) => {
    expect(packet.basis[basis]).toBe(page[basis]);
  });
});
