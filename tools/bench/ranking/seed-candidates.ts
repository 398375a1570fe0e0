import type pg from 'pg';
import type { SampleResult } from './sample-results.js';

/** Whose rows are made: numbers of people, from `from` to before `upTo`. */
export interface People {
  /** Without a prefix and dashes. */
  opening: string;
  planVersion: string;
  from: number;
  upTo: number;
}

/** Ids in the order of time, as UUIDv7 are, and the same for the same number. */
const idOf = (kind: string, n = 'n') =>
  `(lpad(to_hex(1750000000000 + ${n}), 12, '0') || '7' || substr(md5('${kind}' || ${n}), 1, 3)
    || '8' || substr(md5('${kind}' || ${n}), 4, 15))::uuid`;

const moment = `timestamptz '2026-01-05 09:00Z' + n * interval '1 second'`;
/** A number from 0 to below 1 that looks like chance and is the same again. */
const chance = (kind: string) => `(abs(hashtext('${kind}' || n)) % 100000 / 100000.0)`;

export async function keepResults(admin: pg.Client, results: readonly SampleResult[]): Promise<void> {
  await admin.query(`CREATE UNLOGGED TABLE IF NOT EXISTS public.bench_result
    (number int PRIMARY KEY, total_bp int, draft jsonb, levels jsonb, variances jsonb, outline jsonb)`);
  for (const [number, { totalBp, draft, levels, variances, outline }] of results.entries()) {
    const documents = [draft, levels, variances, outline].map((document) => JSON.stringify(document));
    await admin.query('INSERT INTO public.bench_result VALUES ($1, $2, $3, $4, $5, $6)', [
      number,
      totalBp,
      ...documents,
    ]);
  }
}

/**
 * Interviews with results, as scoring would have left them. Those with `named` are known to the other services, and have the whole of a
 * result; others have only what lies in the tables that are read, so that these are as large as wanted.
 */
export async function seedInterviews(admin: pg.Client, people: People, results: number, named: boolean): Promise<void> {
  const { opening, planVersion, from, upTo } = people;
  const numbers = `generate_series(${from}, ${upTo - 1}) AS n`;
  await admin.query(
    `INSERT INTO interviews.interview (id, application_id, opening_id, person_id, plan_version_id, state, path, language,
       jurisdictions, stage, country, invited_at, deadline_at, submitted_at)
     SELECT ${idOf('int')}, ${idOf('app')}, $1, ${idOf('per')}, $2, 'scored', 'ai',
       CASE WHEN ${chance('language')} < 0.1 THEN 'ar' ELSE 'en' END, '["US-NY"]',
       'evaluated',
       (ARRAY['US', 'CA', 'DE', 'EG'])[1 + floor(${chance('country')} * 4)::int], ${moment}, ${moment}, ${moment}
     FROM ${numbers}`,
    [opening, planVersion],
  );
  await admin.query(
    `INSERT INTO interviews.scorecard (id, interview_id, application_id, opening_id, input_sha256, purpose, outcome, total_bp,
       standard_error, review_required, draft, record, created_at)
     SELECT ${idOf('scr')}, ${idOf('int')}, ${idOf('app')}, $1, md5('input' || n), 'score', 'ranked', total_bp,
       0.3 + 0.3 * ${chance('se')}, total_bp <= 40000, ${named ? 'draft' : `'{}'`}, '{}', ${moment}
     FROM ${numbers} JOIN public.bench_result ON number = floor(${chance('result')} * ${results})::int`,
    [opening],
  );
  await admin.query(
    `INSERT INTO interviews.scorecard_summary (scorecard_id, levels, variances)
     SELECT ${idOf('scr')}, levels, variances
     FROM ${numbers} JOIN public.bench_result ON number = floor(${chance('result')} * ${results})::int`,
  );
  await admin.query(
    `INSERT INTO interviews.scorecard_outline (scorecard_id, outline)
     SELECT ${idOf('scr')}, ${named ? 'outline' : `'{}'`}
     FROM ${numbers} JOIN public.bench_result ON number = floor(${chance('result')} * ${results})::int`,
  );
  if (!named) return;
  await admin.query(
    `INSERT INTO applicants.application (id, opening_id, person_id, stage, region, language, requirements, jurisdictions,
       version, created_at, submitted_at)
     SELECT ${idOf('app')}, $1, ${idOf('per')}, 'evaluated', 'US-NY',
       'en', '[]', '["US-NY"]', 1, ${moment}, ${moment} FROM ${numbers}`,
    [opening],
  );
  await admin.query(
    `INSERT INTO accounts.person (id, kind, email, display_name, address_proved_at, roles, created_at)
     SELECT ${idOf('per')}, 'applicant', 'a' || n || '@applicants.example', 'Applicant ' || n, ${moment}, '[]', ${moment}
     FROM ${numbers}`,
  );
}

/** A ranking of people whom nobody reads of. */
export async function seedPlaces(admin: pg.Client, { opening, from, upTo }: People): Promise<void> {
  await admin.query(
    `WITH made AS (INSERT INTO interviews.ranking (id, opening_id, number, input_sha256, ranked_at)
       VALUES (gen_random_uuid(), $1, 1, '', '2026-01-05') RETURNING id)
     INSERT INTO interviews.ranking_entry (ranking_id, place, application_id, interview_id, scorecard_id, rank, band,
       also_ties_with_previous_band, band_size)
     SELECT made.id, n - ${from} + 1, ${idOf('app')}, ${idOf('int')}, ${idOf('scr')}, 1, 1, false, ${upTo - from}
     FROM made, generate_series(${from}, ${upTo - 1}) AS n`,
    [opening],
  );
}

const syllables = ['ba', 'de', 'fi', 'go', 'hu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'zu', 'ly'];
const alphabet = `ARRAY[${syllables.map((each) => `'${each}'`).join(', ')}]`;
const words = syllables.length ** 3;
export const sentencesEach = 2;
const wordsEach = 12;
/** In one of so many sentences. */
const rareEvery = 100_000;
export const rareWord = 'zanzibar';

/** A word of the made language: the lower its number, the more often it is said. */
export function madeWord(number: number): string {
  const at = (place: number) => syllables[Math.floor(number / syllables.length ** place) % syllables.length]!;
  return at(0) + at(1) + at(2);
}

/** Two written sentences of everybody, from a vocabulary in which few words are common and many rare. */
export async function seedSentences(admin: pg.Client, { opening, from, upTo }: People): Promise<void> {
  const people = `generate_series(${from}, ${upTo - 1}) AS n`;
  await admin.query('DROP INDEX interviews.transcript_sentence_words_idx');
  await admin.query(
    `INSERT INTO interviews.answer (id, interview_id, question_id, kind, state, written_text, takes_granted)
     SELECT ${idOf('ans')}, ${idOf('int')}, 'q1', 'written', 'answered', '', 3 FROM ${people}`,
  );
  await admin.query(
    `INSERT INTO interviews.transcript_sentence (interview_id, transcript_id, sentence, opening_id, question_id, configuration,
       text, words)
     SELECT ${idOf('int')}, ${idOf('trs')}, s, $1, 'q1', 'english', said.text, to_tsvector('english', said.text)
     FROM ${people}, generate_series(1, ${sentencesEach}) AS s
     CROSS JOIN LATERAL (SELECT string_agg((${alphabet})[1 + k % 16] || (${alphabet})[1 + k / 16 % 16] || (${alphabet})[1 + k / 256], ' ')
       || CASE WHEN (n * ${sentencesEach} + s) % ${rareEvery} = 7 THEN ' ${rareWord}' ELSE '' END AS text
       FROM (SELECT floor(power(random(), 4) * ${words})::int AS k FROM generate_series(1, ${wordsEach}) WHERE n + s > 0) AS picked) AS said`,
    [opening],
  );
  await admin.query('CREATE INDEX transcript_sentence_words_idx ON interviews.transcript_sentence USING gin (words)');
}
