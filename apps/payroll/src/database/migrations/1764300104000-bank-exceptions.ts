import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BankExceptions1764300104000 implements MigrationInterface {
  readonly name = 'BankExceptions1764300104000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE bank_exception (
      id uuid PRIMARY KEY,
      file_id uuid NOT NULL,
      kind text NOT NULL,
      reference text NOT NULL,
      payout_id uuid,
      trace_number text,
      amount_minor bigint,
      code text,
      found_at timestamptz NOT NULL,
      CONSTRAINT bank_exception_file_id_kind_reference_key UNIQUE (file_id, kind, reference)
    )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE bank_exception');
  }
}
