import PDFDocument from 'pdfkit';
import type { PdfBlock, PdfContent } from './blocks.js';
import { PageWriter } from './page-writer.js';

const margin = 72;
const bodySize = 10.5;
const headingSizes = { 1: 18, 2: 13, 3: 11 } as const;
const labelWidth = 150;
const listIndent = 20;
const gap = 7;
const quiet = '#444444';

/**
 * Text as a PDF of letter pages. The same content gives the same bytes, so a hash of them stands for what was written.
 * @throws TextNotDrawable for a character that no font at hand has
 */
export function renderPdf(content: PdfContent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { title, language, createdAt } = content;
    const document = new PDFDocument({
      ...{ size: 'LETTER', margin: 0, bufferPages: true, pdfVersion: '1.7', lang: language, displayTitle: true },
      info: { Title: title, CreationDate: createdAt, Producer: 'Guildhall', Creator: 'Guildhall' },
    });
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    const writer = new PageWriter(document, margin);
    for (const block of content.blocks) writeBlock(writer, block);
    writeFooters(document, writer, content.footer ?? title);
    document.end();
  });
}

function writeBlock(writer: PageWriter, block: PdfBlock): void {
  const whole = { style: 'regular', size: bodySize, left: margin, width: writer.contentWidth } as const;
  switch (block.kind) {
    case 'heading': {
      const size = headingSizes[block.level];
      const place = { ...whole, style: 'bold', size } as const;
      // A heading alone at the end of a page would head nothing.
      writer.keepTogether(writer.heightOf(block.text, place) + 4 * bodySize);
      if (writer.y > margin) writer.y += gap;
      writer.write(block.text, place);
      break;
    }
    case 'paragraph':
      writer.write(block.text, whole);
      break;
    case 'list':
      block.items.forEach((item, index) => {
        writeBeside(writer, block.ordered ? `${index + 1}.` : '•', item, listIndent);
        writer.y += gap / 3;
      });
      break;
    case 'table':
      for (const { label, value } of block.rows) {
        writeBeside(writer, label, value, labelWidth);
        writer.y += gap / 2;
      }
      break;
    case 'code':
      for (const line of block.text.split('\n')) writer.write(line, { ...whole, style: 'mono', size: 9 });
      break;
    case 'page_break':
      writer.newPage();
      return;
  }
  writer.y += gap;
}

/** A short text in a narrow column and a longer one beside it. */
function writeBeside(writer: PageWriter, label: string, value: string, width: number): void {
  const left = { style: 'regular', size: bodySize, left: margin, width: width - 8, color: quiet } as const;
  const right = {
    ...({ style: 'regular', size: bodySize, left: margin + width, alwaysLeft: true } as const),
    width: writer.contentWidth - width,
  };
  const height = Math.max(writer.heightOf(label, left), writer.heightOf(value, right));
  writer.keepTogether(Math.min(height, writer.bottom - margin));
  const top = writer.y;
  writer.write(label, { ...left, alwaysLeft: true });
  const afterLabel = writer.y;
  writer.y = top;
  writer.write(value, right);
  // A value that went over to the next page is below anything that stands beside it.
  if (writer.y > top) writer.y = Math.max(writer.y, afterLabel);
}

function writeFooters(document: PDFKit.PDFDocument, writer: PageWriter, footer: string): void {
  const { start, count } = document.bufferedPageRange();
  const place = { style: 'regular', size: 8, left: margin, width: writer.contentWidth, color: quiet } as const;
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(start + page);
    const y = document.page.height - margin / 2;
    writer.drawLine(footer, { ...place, isRightToLeft: false }, y);
    const number = `${page + 1} / ${count}`;
    const left = margin + writer.contentWidth - writer.widthOfLine(number, place);
    writer.drawLine(number, { ...place, left, isRightToLeft: false }, y);
  }
}
