import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated', 'application_advanced',
  'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
  'interview_human_path', 'interview_insufficient_data', 'answer_rejected'`;

export class PayMails1764200000100 implements MigrationInterface {
  readonly name = 'PayMails1764200000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_check');
    await queryRunner.query(`ALTER TABLE mail ADD CONSTRAINT mail_template_named_check
      CHECK ("template" IN (${before}, 'payout_method_changed'))`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_named_check');
    await queryRunner.query(`ALTER TABLE mail ADD CONSTRAINT mail_template_check CHECK ("template" IN (${before}))`);
  }
}
