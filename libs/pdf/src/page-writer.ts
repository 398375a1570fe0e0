import { type FontStyle, Fonts } from './fonts.js';
import { brokenIntoLines } from './text-lines.js';
import { readsRightToLeft, type TextRun, visualRuns } from './text-runs.js';

export interface TextPlace {
  style: FontStyle;
  size: number;
  left: number;
  width: number;
  color?: string;
  /** Starts at the left whatever the text's direction; else right-to-left text starts at the right. */
  alwaysLeft?: boolean;
}

const lineHeight = 1.38;
const ascent = 0.95;
/** pdfkit shapes a run as a whole where features are given, even none; by itself it would take words one by one. */
const shapedAsWhole: PDFKit.Mixins.TextOptions = { lineBreak: false, baseline: 'alphabetic', features: [] };

/** Draws lines of text down the pages of one document. */
export class PageWriter {
  private readonly fonts: Fonts;
  y: number;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    readonly margin: number,
  ) {
    this.fonts = new Fonts(document);
    this.y = margin;
  }

  get contentWidth(): number {
    return this.document.page.width - 2 * this.margin;
  }

  get bottom(): number {
    return this.document.page.height - this.margin;
  }

  newPage(): void {
    this.document.addPage();
    this.y = this.margin;
  }

  /** Goes on to the next page where less than this is left. */
  keepTogether(height: number): void {
    if (this.y + height > this.bottom && this.y > this.margin) this.newPage();
  }

  heightOf(text: string, place: TextPlace): number {
    return this.linesOf(text, place).length * place.size * lineHeight;
  }

  /** Writes a paragraph from the present height on. */
  write(text: string, place: TextPlace): void {
    const normal = text.normalize('NFC');
    const isRightToLeft = readsRightToLeft(normal);
    for (const line of this.linesOf(normal, place)) {
      this.keepTogether(place.size * lineHeight);
      this.drawLine(line, { ...place, isRightToLeft }, this.y + place.size * ascent);
      this.y += place.size * lineHeight;
    }
  }

  /** Draws one line with its baseline at `y`. */
  drawLine(line: string, place: TextPlace & { isRightToLeft: boolean }, y: number): void {
    const runs = visualRuns(line, place.isRightToLeft);
    const width = runs.reduce((sum, run) => sum + this.widthOf(run, place), 0);
    let x = place.isRightToLeft && !place.alwaysLeft ? place.left + place.width - width : place.left;
    for (const run of runs) {
      const runWidth = this.widthOf(run, place);
      this.document.fillColor(place.color ?? 'black').text(run.text, x, y, shapedAsWhole);
      x += runWidth;
    }
  }

  widthOfLine(line: string, place: TextPlace): number {
    const runs = visualRuns(line, readsRightToLeft(line));
    return runs.reduce((sum, run) => sum + this.widthOf(run, place), 0);
  }

  private linesOf(text: string, place: TextPlace): string[] {
    return brokenIntoLines(text, place.width, (part) => this.widthOfLine(part, place));
  }

  private widthOf(run: TextRun, { style, size }: TextPlace): number {
    this.fonts.use(style, size, run.text, run.isStandard);
    return this.document.widthOfString(run.text, { features: [] });
  }
}
