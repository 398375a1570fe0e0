/** Some megabyte; a template has a few hundred different words. */
const mostWords = 20_000;

/** Widths of words by font, size and text, forgotten all at once when they are too many. */
export class WordWidths {
  private readonly widths = new Map<string, number>();

  of(word: string, font: string, measure: () => number): number {
    const key = `${font} ${word}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = measure();
    if (this.widths.size >= mostWords) this.widths.clear();
    this.widths.set(key, width);
    return width;
  }
}

/** Of the standard fonts, the same in every document: who prints a template a thousand times measures its words once. */
export const standardWordWidths = new WordWidths();
