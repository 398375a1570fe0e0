import type { Schemas } from '../../api/queries.js';

export type Block = Schemas['DocumentBlock'];

/** Characters. A page that has as many ends with its section. */
const enough = 600;
/** Characters. A page that would have more ends with its paragraph. */
const most = 1_500;

const lengthOf = ({ text, items, rows }: Block): number =>
  [text ?? '', ...items, ...rows.flatMap(({ label, value }) => [label, value])].join(' ').length;

/**
 * A document in pieces that can be taken in on a telephone, each a section or some whole ones. They are not the pages of the PDF.
 * A heading never ends one.
 * @param title stands above every page already
 */
export function pagesOf(blocks: readonly Block[], title: string): Block[][] {
  const pages: Block[][] = [];
  let page: Block[] = [];
  let length = 0;
  for (const block of blocks.filter(({ kind, text }) => kind !== 'heading' || text !== title)) {
    const opensSection = block.kind === 'heading' && (block.level ?? 1) <= 2;
    const isTooLong = length + lengthOf(block) > most && page.at(-1)?.kind !== 'heading';
    if (page.length > 0 && ((opensSection && length >= enough) || isTooLong)) {
      pages.push(page);
      page = [];
      length = 0;
    }
    page.push(block);
    length += lengthOf(block);
  }
  if (page.length > 0) pages.push(page);
  return pages;
}
