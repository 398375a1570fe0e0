import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PayoutReplacedOnce1764300103000 implements MigrationInterface {
  readonly name = 'PayoutReplacedOnce1764300103000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE UNIQUE INDEX payout_replaces_idx ON payout (replaces)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX payout_replaces_idx');
  }
}
