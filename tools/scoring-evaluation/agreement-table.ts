import { type Estimate, fewestGroups } from '@guildhall/statistics';
import { type Agreement, type AgreementReport, type Figures, figureNames } from './agreement.js';

const titles: Record<(typeof figureNames)[number], string> = {
  pearson: 'Pearson',
  spearman: 'Spearman',
  kappa: 'weighted κ',
  rmse: 'RMSE',
};
const questionWidth = 32;
const answersWidth = 8;
const figureWidth = 20;
/** Fewer groups than this make intervals of whole groups narrower than they should be. */
const fewQuestions = 20;

/** The lines of one table; questions in the order in which they first occur, then all together. */
export function agreementTable({ pooled, byQuestion }: AgreementReport, subject: string): string[] {
  const rows = [...byQuestion.map((row) => ({ ...row, name: row.question })), { ...pooled, name: 'all questions' }];
  const people = pooled.people === null ? [] : ['', ...part('first person against second', rows, (row) => row.people!)];
  return [
    ...part(`${subject} against the mean of the people`, rows, (row) => row.engine),
    ...people,
    ...caution(byQuestion.length),
  ];
}

function part(
  title: string,
  rows: readonly (Agreement & { name: string })[],
  of: (row: Agreement) => Figures,
): string[] {
  const header = ['question'.padEnd(questionWidth), 'answers'.padStart(answersWidth)];
  const columns = figureNames.map((name) => titles[name].padStart(figureWidth));
  return [title, [...header, ...columns].join(' '), ...rows.map((row) => tableLine(row, of(row)))];
}

function tableLine({ name, answers }: Agreement & { name: string }, figures: Figures): string {
  const cells = figureNames.map((figure) => inWords(figures[figure]).padStart(figureWidth));
  return [shortened(name).padEnd(questionWidth), String(answers).padStart(answersWidth), ...cells].join(' ');
}

/** Such as `.61 [.44, .73]`; a dash for what is not defined. */
function inWords({ value, interval }: Estimate): string {
  if (value === null) return '–';
  if (interval === null) return `${digits(value)} [–]`;
  return `${digits(value)} [${digits(interval.low)}, ${digits(interval.high)}]`;
}

function digits(value: number): string {
  return value.toFixed(2).replace(/^(-?)0\./, '$1.');
}

/** One line, whatever the question holds. */
function shortened(question: string): string {
  const line = question.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return [...line].length > questionWidth ? `${[...line].slice(0, questionWidth - 1).join('')}…` : line;
}

function caution(questions: number): string[] {
  if (questions === 0 || questions >= fewQuestions) return [];
  const told =
    questions < fewestGroups
      ? `With ${questions} of at least ${fewestGroups} questions nothing can be said about others: no pooled interval.`
      : `With ${questions} questions the pooled intervals are narrower than they should be.`;
  return ['', told];
}
