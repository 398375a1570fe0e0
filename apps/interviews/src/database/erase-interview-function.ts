import type { QueryRunner } from 'typeorm';

/** By name, each in the plain form of an identifier; one that is not there yet is passed over. */
export interface ErasableTables {
  /** Rows with this `interview_id` go. */
  ofInterview: readonly string[];
  /** Rows go whose `take_id` is one of its takes. */
  ofTake: readonly string[];
  /** Rows with this `interview_id` stay, as a record of what was asked for and granted; their `note` goes. */
  notesOfInterview: readonly string[];
}

/**
 * In a migration: makes, or makes anew, the one right that the service has to what its results were made from. Its role may
 * not change or delete these rows; `erase_interview` does so as their owner, for an interview whose deletion is `erasing`, all
 * of it and nothing else. Results stay with their levels and totals, and lose every quote and every hash of what the person said.
 *
 * A migration that adds a table with something a person said calls this again, with the longer lists.
 */
export async function eraseInterviewFunction(queryRunner: QueryRunner, erasable: ErasableTables): Promise<void> {
  const [{ role }] = (await queryRunner.query('SELECT current_schema() AS role')) as [{ role: string }];
  const list = (names: readonly string[]) => `ARRAY[${names.map((name) => `'${name}'`).join(', ')}]::text[]`;
  await queryRunner.query(`
    CREATE OR REPLACE FUNCTION erase_interview(erased uuid) RETURNS TABLE (kind text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${role}", pg_temp AS $erase$
    BEGIN
      IF NOT EXISTS (SELECT FROM deletion WHERE interview_id = erased AND state = 'erasing') THEN
        RAISE EXCEPTION 'Interview % has no deletion that is erasing.', erased USING ERRCODE = 'insufficient_privilege';
      END IF;
      FOREACH kind IN ARRAY ${list(erasable.ofInterview)} LOOP
        CONTINUE WHEN to_regclass(kind) IS NULL;
        EXECUTE format('DELETE FROM %I WHERE interview_id = $1', kind) USING erased;
        GET DIAGNOSTICS erased_rows = ROW_COUNT;
        RETURN NEXT;
      END LOOP;
      FOREACH kind IN ARRAY ${list(erasable.ofTake)} LOOP
        CONTINUE WHEN to_regclass(kind) IS NULL;
        EXECUTE format('DELETE FROM %I WHERE take_id IN (SELECT id FROM take WHERE interview_id = $1)', kind)
          USING erased;
        GET DIAGNOSTICS erased_rows = ROW_COUNT;
        RETURN NEXT;
      END LOOP;
      FOREACH kind IN ARRAY ${list(erasable.notesOfInterview)} LOOP
        CONTINUE WHEN to_regclass(kind) IS NULL;
        EXECUTE format('UPDATE %I SET note = NULL WHERE interview_id = $1 AND note IS NOT NULL', kind) USING erased;
        GET DIAGNOSTICS erased_rows = ROW_COUNT;
        RETURN NEXT;
      END LOOP;
      kind := 'scorecard';
      UPDATE scorecard SET
        draft = jsonb_set(draft - 'outsideRecording', '{evidence}', '[]'),
        record = (record - 'corrected') || '{"media": {}, "transcripts": {}}',
        input_sha256 = encode(sha256(convert_to('erased:' || id::text, 'UTF8')), 'hex')
      WHERE interview_id = erased;
      GET DIAGNOSTICS erased_rows = ROW_COUNT;
      RETURN NEXT;
    END
    $erase$`);
  await queryRunner.query('REVOKE ALL ON FUNCTION erase_interview(uuid) FROM PUBLIC');
  await queryRunner.query(`GRANT EXECUTE ON FUNCTION erase_interview(uuid) TO "${role}"`);
}
