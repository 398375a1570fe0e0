/** One answer as it stands in the file, by column. */
export interface AnswerRow {
  /** Counts from 1; of an answer in several lines the last. */
  line: number;
  cells: Record<string, unknown>;
}
