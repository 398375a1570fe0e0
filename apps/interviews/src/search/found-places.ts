import type { TextPlace } from '@guildhall/messages/interviews';

/** Around what was found; no sentence that can be found holds them. */
export const foundMarks = { start: '\u0002', stop: '\u0003' } as const;

/** For `ts_headline`: the whole sentence, with every match marked. */
export const headlineOptions = `HighlightAll=true, StartSel="${foundMarks.start}", StopSel="${foundMarks.stop}"`;

const eachMark = new RegExp(`([${foundMarks.start}${foundMarks.stop}])`);

/** A marked sentence without its marks, and where they stood. */
export function foundPlaces(marked: string): { sentence: string; matches: TextPlace[] } {
  const matches: TextPlace[] = [];
  let sentence = '';
  let start = 0;
  for (const part of marked.split(eachMark)) {
    if (part === foundMarks.start) start = sentence.length;
    else if (part === foundMarks.stop) matches.push({ start, length: sentence.length - start });
    else sentence += part;
  }
  return { sentence, matches };
}
