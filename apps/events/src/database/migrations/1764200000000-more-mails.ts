import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated', 'application_advanced',
  'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
  'interview_human_path', 'interview_insufficient_data', 'answer_rejected'`;

export class MoreMails1764200000000 implements MigrationInterface {
  readonly name = 'MoreMails1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_check');
    await queryRunner.query(`ALTER TABLE mail ADD CONSTRAINT mail_template_known_check
      CHECK ("template" IN (${before}, 'contract_sent', 'contract_sealed', 'signing_code', 'payout_method_changed'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_known_check');
    await queryRunner.query(`ALTER TABLE mail ADD CONSTRAINT mail_template_check CHECK ("template" IN (${before}))`);
  }
}
