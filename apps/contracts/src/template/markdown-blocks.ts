import type { PdfBlock } from '@guildhall/pdf';

/**
 * The part of Markdown that documents are written in, as blocks: headings, paragraphs, lists, tables of two columns, code
 * between fences, `---` for a new page. Emphasis and links say nothing in a contract and are refused.
 * @throws SyntaxError naming the line
 */
export function markdownBlocks(markdown: string): PdfBlock[] {
  const blocks: PdfBlock[] = [];
  for (const [index, part] of partsOf(markdown).entries()) {
    refuseInline(part, index);
    blocks.push(blockOf(part));
  }
  return blocks;
}

/** Parts are set apart by empty lines. */
function partsOf(markdown: string): string[] {
  return markdown
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function refuseInline(part: string, index: number): void {
  if (part.startsWith('```')) return;
  const found = /\*\*|__|`|\]\(/.exec(part);
  if (found) throw new SyntaxError(`Part ${index + 1} uses "${found[0]}"; documents have no emphasis, code or links.`);
}

function blockOf(part: string): PdfBlock {
  if (part === '---') return { kind: 'page_break' };
  const heading = /^(#{1,3}) +(.+)$/.exec(part);
  if (heading) return { kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, text: heading[2]! };
  const fenced = /^```\n([\s\S]*)\n```$/.exec(part);
  if (fenced) return { kind: 'code', text: fenced[1]! };
  const lines = part.split('\n');
  if (lines.every((line) => /^\|.+\|.+\|$/.test(line))) return { kind: 'table', rows: lines.map(rowOf) };
  if (/^- /.test(part)) return { kind: 'list', ordered: false, items: itemsOf(part, /^- /) };
  if (/^1\. /.test(part)) return { kind: 'list', ordered: true, items: itemsOf(part, /^\d+\. /) };
  return { kind: 'paragraph', text: lines.join(' ') };
}

function rowOf(line: string): { label: string; value: string } {
  const [label = '', value = ''] = line.slice(1, -1).split('|');
  return { label: label.trim(), value: value.trim() };
}

/** Lines without a mark go on with the item before. */
function itemsOf(part: string, mark: RegExp): string[] {
  const items: string[] = [];
  for (const line of part.split('\n')) {
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  return items;
}
