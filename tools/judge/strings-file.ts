import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '@guildhall/errors';
import type { AttackString } from '../../apps/interviews/test/sample-answers.js';

const largestFileBytes = 2 * 1024 * 1024;
const mostStrings = 1_000;
const longestString = 4_000;

/**
 * Reads texts, one a line; a line may begin with the language of its text and a tab (`es<TAB>…`), English otherwise. Empty lines
 * are left out. Ids are the file's name with the line's number.
 * @throws Error that names the file, and the line of the first thing that is wrong
 */
export async function readStrings(path: string): Promise<AttackString[]> {
  return stringsOf(await readText(path), path);
}

export function stringsOf(text: string, path: string): AttackString[] {
  const lines = text.split('\n').map((line, at) => ({ line: at + 1, text: line.replace(/\r$/, '') }));
  const filled = lines.filter((each) => each.text.trim() !== '');
  if (filled.length === 0) throw new Error(`${path}: there is no text in it.`);
  if (filled.length > mostStrings) throw new Error(`${path}: ${filled.length} lines are more than ${mostStrings}.`);
  return filled.map(({ line, text: own }) => stringOf(own, line, path));
}

function stringOf(line: string, number: number, path: string): AttackString {
  const [, lang = 'en', text] = /^(?:([a-z]{2,3})\t)?(.*)$/su.exec(line)!;
  const place = `${path}, line ${number}`;
  if (text!.trim() === '') throw new Error(`${place}: there is no text behind the language.`);
  if (text!.length > longestString)
    throw new Error(`${place}: ${text!.length} characters are more than ${longestString}.`);
  if (text!.includes('\0')) throw new Error(`${place}: it holds a character that no text has (U+0000).`);
  return { id: `${basename(path)}:${number}`, lang, text: text! };
}

/** By a handle, so that what was measured is what is read. */
async function readText(path: string): Promise<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new Error(`${path}: it cannot be opened (${messageOf(error)}).`, { cause: error });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error(`${path}: it is no file.`);
    if (stat.size > largestFileBytes) throw new Error(`${path}: ${stat.size} bytes are more than ${largestFileBytes}.`);
    const bytes = await file.readFile();
    if (!isUtf8(bytes)) throw new Error(`${path}: it is no UTF-8.`);
    return new TextDecoder().decode(bytes);
  } finally {
    await file.close();
  }
}
