import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { AnswerRow } from './answer-row.js';

/** CSV says nothing about types: what is a number as a whole is one, and an empty cell is none. */
const numeric = /^-?(\d+(\.\d*)?|\.\d+)$/;

/** @throws Error that names file and line and quotes nothing, since what stands there is somebody's answer */
export function csvRows(text: string, path: string, most: number): AnswerRow[] {
  let records: { info: Info; record: Record<string, string> }[];
  try {
    // The parser counts a line break of Windows within quotes as two.
    records = parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      to: most + 1,
    });
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = 'lines' in thrown ? `, line ${String(thrown['lines'])}` : '';
    throw new Error(`${path}${line}: it is no CSV with a line of names (${thrown.code}).`);
  }
  if (records.length > most) throw new Error(`${path}: there are more than ${most} answers in it.`);
  return records.map(({ info, record }) => ({ line: info.lines, cells: cellsOf(record) }));
}

function cellsOf(record: Record<string, string>): Record<string, unknown> {
  const filled = Object.entries(record).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([column, value]) => [
      column,
      column.startsWith('human') && numeric.test(value.trim()) ? Number(value) : value,
    ]),
  );
}
