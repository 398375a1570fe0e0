import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { TextNotDrawable } from './pdf.errors.js';
import { isStandardText } from './text-runs.js';

export type FontStyle = 'regular' | 'bold' | 'mono';

const standard = { regular: 'Helvetica', bold: 'Helvetica-Bold', mono: 'Courier' } as const;
const embedded = { regular: 'DejaVuSans', bold: 'DejaVuSans-Bold', mono: 'DejaVuSansMono' } as const;

const require = createRequire(import.meta.url);
const files = new Map<FontStyle, Buffer>();

/** Read when the first text needs it: most documents need none. */
function embeddedFile(style: FontStyle): Buffer {
  const file = files.get(style) ?? readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${embedded[style]}.ttf`));
  files.set(style, file);
  return file;
}

interface GlyphSource {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** Chooses the font that draws a run, on one document. */
export class Fonts {
  private readonly registered = new Set<FontStyle>();

  constructor(private readonly document: PDFKit.PDFDocument) {}

  /** @throws TextNotDrawable where no font has one of the characters */
  use(style: FontStyle, size: number, text: string, isStandard = isStandardText(text)): void {
    if (isStandard) {
      this.document.font(standard[style], size);
      return;
    }
    if (!this.registered.has(style)) this.document.registerFont(embedded[style], embeddedFile(style));
    this.registered.add(style);
    this.document.font(embedded[style], size);
    this.requireGlyphs(text);
  }

  private requireGlyphs(text: string): void {
    // The font that pdfkit holds is fontkit's; its types do not say so.
    const { font } = (this.document as unknown as { _font: { font: GlyphSource } })._font;
    for (const character of text) {
      if (!font.hasGlyphForCodePoint(character.codePointAt(0)!)) throw new TextNotDrawable(character);
    }
  }
}
