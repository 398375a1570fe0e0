import type { QueryRunner } from 'typeorm';

/**
 * In a migration: makes, or makes anew, the one right that the service has to what its results were made from. Its role may
 * not change or delete these rows; `erase_interview` does so as their owner, for an interview whose deletion is `erasing`, all
 * of it and nothing else. Rows of `tables` go; results stay with their levels and totals, and lose every quote and every hash
 * of what the person said.
 *
 * A migration that adds a table with something a person said calls this again, with the longer list.
 *
 * @param tables each with an `interview_id`; one that is not there yet is passed over
 */
export async function eraseInterviewFunction(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  const [{ role }] = (await queryRunner.query('SELECT current_schema() AS role')) as [{ role: string }];
  const names = tables.map((table) => `'${table}'`).join(', ');
  await queryRunner.query(`
    CREATE OR REPLACE FUNCTION erase_interview(erased uuid) RETURNS TABLE (kind text, erased_rows bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = "${role}", pg_temp AS $erase$
    BEGIN
      IF NOT EXISTS (SELECT FROM deletion WHERE interview_id = erased AND state = 'erasing') THEN
        RAISE EXCEPTION 'Interview % has no deletion that is erasing.', erased USING ERRCODE = 'insufficient_privilege';
      END IF;
      FOREACH kind IN ARRAY ARRAY[${names}]::text[] LOOP
        CONTINUE WHEN to_regclass(kind) IS NULL;
        EXECUTE format('DELETE FROM %I WHERE interview_id = $1', kind) USING erased;
        GET DIAGNOSTICS erased_rows = ROW_COUNT;
        RETURN NEXT;
      END LOOP;
      kind := 'scorecard';
      UPDATE scorecard SET
        draft = jsonb_set(draft, '{evidence}', '[]'),
        record = record || '{"media": {}, "transcripts": {}}',
        input_sha256 = encode(sha256(convert_to('erased:' || id::text, 'UTF8')), 'hex')
      WHERE interview_id = erased;
      GET DIAGNOSTICS erased_rows = ROW_COUNT;
      RETURN NEXT;
    END
    $erase$`);
  await queryRunner.query('REVOKE ALL ON FUNCTION erase_interview(uuid) FROM PUBLIC');
  await queryRunner.query(`GRANT EXECUTE ON FUNCTION erase_interview(uuid) TO "${role}"`);
}
