import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated', 'application_advanced',
  'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
  'interview_human_path', 'interview_insufficient_data', 'answer_rejected', 'contract_sent', 'contract_sealed',
  'signing_code', 'payout_method_changed', 'webhook_disabled', 'recordings_erased', 'decision_overdue'`;
const added = `'reviews_due', 'appeal_opened', 'appeal_upheld', 'appeal_changed'`;

export class ReviewAndAppealMails1764570000001 implements MigrationInterface {
  readonly name = 'ReviewAndAppealMails1764570000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_known_check');
    await queryRunner.query(
      `ALTER TABLE mail ADD CONSTRAINT mail_template_written_check CHECK ("template" IN (${before}, ${added}))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM mail WHERE template IN (${added})`);
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_written_check');
    await queryRunner.query(
      `ALTER TABLE mail ADD CONSTRAINT mail_template_known_check CHECK ("template" IN (${before}))`,
    );
  }
}
