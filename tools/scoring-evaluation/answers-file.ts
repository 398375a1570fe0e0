import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { messageOf } from '@guildhall/errors';
import type { AnswerRow } from './answer-row.js';
import { csvRows } from './csv-rows.js';
import type { Scale } from './scale.js';

/** One answer with what people gave it. Of `reference` and `rubric` it has one. */
export interface RatedAnswer {
  /** Counts from 1; the line it stands in. */
  line: number;
  question: string;
  answer: string;
  /** What a right answer says. */
  reference: string | null;
  /** Names a plan and one of its questions. */
  rubric: string | null;
  /** By person, in the order of their columns; as many in every line. */
  human: readonly number[];
}

export const largestFileBytes = 20 * 1024 * 1024;
const mostLines = 100_000;
const mostPeople = 20;
const textColumns = ['question', 'answer', 'reference', 'rubric'] as const;

/**
 * Reads a file of CSV with a line of names (`.csv`, RFC 4180), or of JSON Lines, one object a line.
 * @see https://www.rfc-editor.org/rfc/rfc4180, https://jsonlines.org
 * @throws Error that names the file, the line and the column of the first thing that is wrong; nothing is returned then
 */
export async function readAnswersFile(path: string, scale: Scale): Promise<RatedAnswer[]> {
  return readAnswers(await readBounded(path), path, scale);
}

export function readAnswers(text: string, path: string, scale: Scale): RatedAnswer[] {
  const rows = path.toLowerCase().endsWith('.csv') ? csvRows(text, path, mostLines) : jsonRows(text, path);
  if (rows.length === 0) throw new Error(`${path}: there is no answer in it.`);
  const answers = rows.map((row) => readRow(row, `${path}, line ${row.line}`, scale));
  const people = answers[0]!.human.length;
  const uneven = answers.find(({ human }) => human.length !== people);
  if (uneven) {
    const column = `human${Math.min(uneven.human.length, people) + 1}`;
    const here =
      uneven.human.length < people ? 'it is missing, and the first line has it' : 'it is not in the first line';
    throw new Error(`${path}, line ${uneven.line}, column ${column}: ${here}; every line needs the same people.`);
  }
  return answers;
}

/** By a handle, so that what was measured is what is read. */
async function readBounded(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > largestFileBytes) throw new Error(`${path}: ${size} bytes are more than ${largestFileBytes}.`);
    const bytes = await file.readFile();
    if (!isUtf8(bytes)) throw new Error(`${path}: it is no UTF-8.`);
    // Leaves out the mark of byte order that spreadsheets put first.
    return new TextDecoder().decode(bytes);
  } finally {
    await file.close();
  }
}

function jsonRows(text: string, path: string): AnswerRow[] {
  const lines = text.split('\n').map((line, at) => ({ line: at + 1, json: line.replace(/\r$/, '') }));
  const filled = lines.filter(({ json }) => json.trim() !== '');
  if (filled.length > mostLines) throw new Error(`${path}: ${filled.length} lines are more than ${mostLines}.`);
  return filled.map(({ line, json }) => ({ line, cells: parsed(json, `${path}, line ${line}`) }));
}

function readRow({ line, cells: row }: AnswerRow, place: string, scale: Scale): RatedAnswer {
  const wrong = (column: string, problem: string) => new Error(`${place}, column ${column}: ${problem}.`);
  const scores = new Map<number, number>();
  for (const [column, value] of Object.entries(row)) {
    const person = /^human([1-9]\d?)$/.exec(column)?.[1];
    if (person !== undefined) {
      if (Number(person) > mostPeople) throw wrong(column, `more than ${mostPeople} people cannot be compared`);
      scores.set(
        Number(person),
        scoreOf(value, scale, (problem) => wrong(column, problem)),
      );
    } else if (!isTextColumn(column)) {
      throw wrong(
        JSON.stringify(column.slice(0, 40)),
        `no such column; there are ${textColumns.join(', ')} and human1, human2, …`,
      );
    }
  }
  const text = (column: (typeof textColumns)[number]) => {
    const value = row[column] ?? null;
    if (value !== null && (typeof value !== 'string' || value.trim() === ''))
      throw wrong(column, 'it is no text, or empty');
    return value;
  };
  const required = (column: 'question' | 'answer') => {
    const value = text(column);
    if (value === null) throw wrong(column, 'it is missing');
    return value;
  };
  const human = Array.from({ length: scores.size }, (_, at) => {
    const score = scores.get(at + 1);
    if (score === undefined) throw wrong(`human${at + 1}`, 'it is missing, though a later one is there');
    return score;
  });
  if (human.length === 0) throw wrong('human1', 'it is missing');
  const answer = { line, question: required('question'), answer: required('answer'), human };
  const measuredBy = { reference: text('reference'), rubric: text('rubric') };
  if (measuredBy.reference !== null && measuredBy.rubric !== null)
    throw wrong('rubric', 'the line has a reference, too; one of them is enough');
  if (measuredBy.reference === null && measuredBy.rubric === null)
    throw wrong('rubric', 'it is missing, and a reference as well');
  return { ...answer, ...measuredBy };
}

/** The parser's own message quotes the text, which is somebody's answer: what it says of the place is all that is kept. */
function parsed(json: string, place: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const at = /at position (\d+)/.exec(messageOf(error))?.[1];
    throw new Error(`${place}${at === undefined ? '' : `, character ${Number(at) + 1}`}: it is no JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${place}: it is no JSON object.`);
  return value as Record<string, unknown>;
}

function scoreOf(value: unknown, { min, max }: Scale, wrong: (problem: string) => Error): number {
  if (typeof value !== 'number') throw wrong('it is no number');
  if (value < min || value > max) throw wrong(`${value} is not on the scale ${min}-${max} (--scale)`);
  return value;
}

function isTextColumn(column: string): column is (typeof textColumns)[number] {
  return (textColumns as readonly string[]).includes(column);
}
