import type { PdfBlock } from '@guildhall/pdf';
import { markdownBlocks } from './markdown-blocks.js';
import { isMergeField, type MergeField, type MergeValues, mergeFields, writtenValue } from './merge-fields.js';
import { templateInvalid } from './template.errors.js';

const place = /\{\{([^{}]*)\}\}/g;

/**
 * The fields that a template uses, sorted.
 * @throws AppError `template_invalid` for a field that nobody fills and for Markdown that documents do not have
 */
export function fieldsOf(title: string, markdown: string): MergeField[] {
  const names = [...markdown.matchAll(place)].map(([, name]) => name!.trim());
  const unknown = names.filter((name) => !isMergeField(name));
  if (unknown.length > 0) {
    const known = Object.keys(mergeFields).join(', ');
    throw templateInvalid(title, `it uses ${unknown.join(', ')}; the fields are ${known}.`);
  }
  if (/\{\{|\}\}/.test(markdown.replace(place, ''))) throw templateInvalid(title, 'a field is opened and not closed.');
  blocksOf(title, markdown);
  return [...new Set(names as MergeField[])].sort();
}

/**
 * The template with its fields filled in. Values are put into what was read, never read themselves: a name cannot become a
 * heading.
 * @throws AppError `template_invalid` where a value is missing or empty
 */
export function filledBlocks(title: string, markdown: string, values: Partial<MergeValues>): PdfBlock[] {
  fieldsOf(title, markdown);
  const fill = (text: string) =>
    text.replace(place, (_whole, name: string) => {
      const value = values[name.trim() as MergeField];
      const written = value === undefined ? '' : writtenValue(value);
      if (written === '') throw templateInvalid(title, `nothing is known for ${name.trim()}.`);
      return written;
    });
  return blocksOf(title, markdown).map((block) => filled(block, fill));
}

function filled(block: PdfBlock, fill: (text: string) => string): PdfBlock {
  switch (block.kind) {
    case 'page_break':
      return block;
    case 'list':
      return { ...block, items: block.items.map(fill) };
    case 'table':
      return { ...block, rows: block.rows.map(({ label, value }) => ({ label: fill(label), value: fill(value) })) };
    default:
      return { ...block, text: fill(block.text) };
  }
}

function blocksOf(title: string, markdown: string): PdfBlock[] {
  try {
    return markdownBlocks(markdown);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw templateInvalid(title, thrown.message);
    throw thrown;
  }
}
