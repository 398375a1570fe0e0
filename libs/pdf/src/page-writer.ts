import { type FontStyle, Fonts } from './fonts.js';
import { brokenAnywhere, brokenIntoLines } from './text-lines.js';
import { isStandardText, readsRightToLeft, type TextRun, visualRuns } from './text-runs.js';
import { standardWordWidths, WordWidths } from './word-widths.js';

export interface TextPlace {
  style: FontStyle;
  size: number;
  left: number;
  width: number;
  color?: string;
  /** Starts at the left whatever the text's direction; else right-to-left text starts at the right. */
  alwaysLeft?: boolean;
}

const black = 'black';
const lineHeight = 1.38;
const ascent = 0.95;
/** What pdfkit would measure for links and lines under the text, of which there are none. */
const unmeasured = { textWidth: 0, wordCount: 0 };
/** pdfkit shapes a run as a whole where features are given, even none; by itself it would take words one by one. */
const shapedAsWhole: PDFKit.Mixins.TextOptions = {
  ...{ lineBreak: false, baseline: 'alphabetic', features: [] },
  ...unmeasured,
};

/** Draws lines of text down the pages of one document. */
export class PageWriter {
  private readonly fonts: Fonts;
  /** Of words that take an embedded font, which is this document's. */
  private readonly wordWidths = new WordWidths();
  private readonly lines = new Map<string, string[]>();
  /** What the page draws in; a new page begins in black. */
  private colored: { page: PDFKit.PDFPage; color: string } | null = null;
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
    const startsRight = place.isRightToLeft && !place.alwaysLeft;
    let x = startsRight ? place.left + place.width - this.sumOf(runs, place) : place.left;
    runs.forEach((run, index) => {
      const isLast = index === runs.length - 1;
      const runWidth = isLast ? 0 : this.widthOf(run, place);
      this.fonts.use(place.style, place.size, run.text, run.isStandard);
      this.useColor(place.color ?? black);
      this.document.text(run.text, x, y, shapedAsWhole);
      x += runWidth;
    });
  }

  private useColor(color: string): void {
    const isOfThisPage = this.colored?.page === this.document.page;
    if (isOfThisPage && this.colored?.color === color) return;
    this.document.fillColor(color);
    this.colored = { page: this.document.page, color };
  }

  widthOfLine(line: string, place: TextPlace): number {
    return this.sumOf(visualRuns(line, readsRightToLeft(line)), place);
  }

  /** Asked for twice where the height of a block decides on its page. */
  private linesOf(text: string, place: TextPlace): string[] {
    const font = `${place.style} ${place.size}`;
    const key = `${font} ${place.width} ${text}`;
    const known = this.lines.get(key);
    if (known) return known;
    const broken = place.style === 'mono' ? brokenAnywhere : brokenIntoLines;
    const lines = broken(text, place.width, (part) => {
      const widths = isStandardText(part) ? standardWordWidths : this.wordWidths;
      return widths.of(part, font, () => this.widthOfLine(part, place));
    });
    this.lines.set(key, lines);
    return lines;
  }

  private sumOf(runs: readonly TextRun[], place: TextPlace): number {
    return runs.reduce((sum, run) => sum + this.widthOf(run, place), 0);
  }

  private widthOf(run: TextRun, { style, size }: TextPlace): number {
    this.fonts.use(style, size, run.text, run.isStandard);
    return this.document.widthOfString(run.text, { features: [] });
  }
}
