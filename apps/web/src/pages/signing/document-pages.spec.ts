import { type Block, pagesOf } from './document-pages.js';

const block = (changes: Partial<Block>): Block => ({
  ...{ kind: 'paragraph', text: null, level: null, ordered: null, items: [], rows: [] },
  ...changes,
});
const title = block({ kind: 'heading', level: 1, text: 'Agreement' });
const heading = (text: string, level = 2) => block({ kind: 'heading', level, text });
const words = (count: number) => block({ text: 'word '.repeat(count).trim() });
const shape = (pages: Block[][]) =>
  pages.map((page) => page.map(({ kind, text }) => (kind === 'heading' ? text : kind)));

describe('the pages of a document', () => {
  it('begin with a section, and hold short ones together', () => {
    const blocks = [title, words(20), heading('1'), words(60), heading('2'), words(130), heading('3'), words(10)];
    expect(shape(pagesOf(blocks, 'Agreement'))).toEqual([
      ['paragraph', '1', 'paragraph', '2', 'paragraph'],
      ['3', 'paragraph'],
    ]);
  });

  it('leave nothing out and say nothing twice, but for the title above them', () => {
    const table = block({ kind: 'table', rows: [{ label: 'Rate', value: '85.00 USD' }] });
    const list = block({ kind: 'list', ordered: true, items: ['One.', 'Two.'] });
    const blocks = [title, table, words(400), list, heading('1'), words(5), heading('1.1', 3), words(300)];
    expect(pagesOf(blocks, 'Agreement').flat()).toEqual(blocks.slice(1));
  });

  it('never end with a heading, however long what follows it is', () => {
    const pages = pagesOf([words(10), heading('1'), words(500), heading('2'), words(500)], 'Agreement');
    expect(pages.map((page) => page.at(-1)!.kind)).not.toContain('heading');
    expect(shape(pages)).toEqual([
      ['paragraph', '1', 'paragraph'],
      ['2', 'paragraph'],
    ]);
  });

  it('are divided where a document has no sections', () => {
    expect(pagesOf([words(200), words(200), words(200)], 'Agreement')).toHaveLength(3);
    expect(pagesOf([], 'Agreement')).toEqual([]);
  });
});
