import type { CriterionLevel, ExportedCandidate, ExportFormat } from '@guildhall/messages/interviews';
import type { NameAndStage } from '../people/applicant-names.js';
import { type CsvValue, csvRecord } from './csv.js';

export type NamedExport = ExportedCandidate & NameAndStage;

/** How an export is written down. */
export interface RowWriter {
  contentType: string;
  head(): string;
  row(candidate: NamedExport): string;
}

/** @param criteria ids of everything that candidates are judged by: each has a column of its own */
export function rowWriter(format: ExportFormat, criteria: readonly string[]): RowWriter {
  return format === 'csv' ? csvWriter(criteria) : jsonLinesWriter;
}

/** @see https://jsonlines.org */
const jsonLinesWriter: RowWriter = {
  contentType: 'application/jsonl; charset=utf-8',
  head: () => '',
  row: (candidate) => `${JSON.stringify(candidate)}\n`,
};

function csvWriter(criteria: readonly string[]): RowWriter {
  const columns: [string, (candidate: NamedExport) => CsvValue][] = [
    ['rank', ({ rank }) => rank],
    ['band', ({ band }) => band],
    ['alsoTiesWithPreviousBand', ({ alsoTiesWithPreviousBand }) => alsoTiesWithPreviousBand],
    ['applicationId', ({ applicationId }) => applicationId],
    ['name', ({ name }) => name],
    ['stage', ({ stage }) => stage],
    ['decisionDueAt', ({ decisionDueAt }) => decisionDueAt],
    ['language', ({ language }) => language],
    ['country', ({ country }) => country],
    ['engine', ({ engine }) => engine],
    ['total', ({ total }) => total],
    ['low', ({ low }) => low],
    ['high', ({ high }) => high],
    ...criteria.map(levelColumn('level', ({ levels }) => levels)),
    ...criteria.map(levelColumn('reviewerLevel', ({ override }) => override?.levels ?? [])),
    ['evidenceCount', ({ evidenceCount }) => evidenceCount],
    ['reviewRequired', ({ reviewRequired }) => reviewRequired],
    ['flags', ({ flags }) => flags.join(' ')],
    ['interviewId', ({ interviewId }) => interviewId],
  ];
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: () => csvRecord(columns.map(([name]) => name)),
    row: (candidate) => csvRecord(columns.map(([, cellOf]) => cellOf(candidate))),
  };
}

function levelColumn(prefix: string, levelsOf: (candidate: NamedExport) => CriterionLevel[]) {
  return (criterion: string): [string, (candidate: NamedExport) => CsvValue] => [
    `${prefix}.${criterion}`,
    (candidate) => levelsOf(candidate).find(({ criterionId }) => criterionId === criterion)?.level ?? null,
  ];
}
