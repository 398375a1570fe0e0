import { searchConfigurations } from './search-configuration.js';
import type { SqlParameters } from './sql-parameters.js';

/**
 * The condition that a row of `transcript_sentence`, called `said`, holds what is looked for. The words are read by the
 * configuration that the row was made by: a word to leave out is one in the language of the answer.
 */
export function textCondition(text: string, parameters: SqlParameters): string {
  const q = parameters.add(text);
  const arms = searchConfigurations.map(
    (name) => `said.configuration = '${name}' AND said.words @@ websearch_to_tsquery('${name}', ${q})`,
  );
  return `(${arms.join(' OR ')})`;
}

/** Joins to `said` the answer that it belongs to, where it is the one that counts: the chosen take, or the text. */
export const joinCountingAnswer = `JOIN answer ON answer.interview_id = said.interview_id
  AND answer.question_id = said.question_id AND answer.state = 'answered'
  AND CASE answer.kind WHEN 'written' THEN said.take_id IS NULL ELSE said.take_id = answer.chosen_take_id END`;
