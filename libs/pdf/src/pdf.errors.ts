/** A text with a character that no font at hand can draw; nothing is ever drawn in its place. */
export class TextNotDrawable extends Error {
  readonly codePoint: string;

  constructor(character: string) {
    const codePoint = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    super(`No font at hand draws ${codePoint}; take it out of the text, or add a font that has it.`);
    this.name = 'TextNotDrawable';
    this.codePoint = codePoint;
  }
}
