export interface Part {
  text: string;
  isMatch: boolean;
  /** Where it begins. */
  start: number;
}

/** A sentence in the parts that were looked for and those between them; places that lie outside of it are left out. */
export function markedParts(sentence: string, matches: readonly { start: number; length: number }[]): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const add = (to: number, isMatch: boolean) => {
    if (to > end) parts.push({ text: sentence.slice(end, to), isMatch, start: end });
    end = Math.max(end, to);
  };
  for (const { start, length } of [...matches].sort((a, b) => a.start - b.start)) {
    if (start < 0 || length <= 0 || start >= sentence.length) continue;
    add(start, false);
    add(Math.min(sentence.length, start + length), true);
  }
  add(sentence.length, false);
  return parts;
}
