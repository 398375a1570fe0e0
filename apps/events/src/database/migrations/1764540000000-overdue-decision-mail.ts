import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated', 'application_advanced',
  'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
  'interview_human_path', 'interview_insufficient_data', 'answer_rejected', 'contract_sent', 'contract_sealed',
  'signing_code', 'payout_method_changed', 'webhook_disabled', 'recordings_erased'`;

export class OverdueDecisionMail1764540000000 implements MigrationInterface {
  readonly name = 'OverdueDecisionMail1764540000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_of_these_check');
    await queryRunner.query(
      `ALTER TABLE mail ADD CONSTRAINT mail_template_known_check CHECK ("template" IN (${before}, 'decision_overdue'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM mail WHERE template = 'decision_overdue'`);
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_known_check');
    await queryRunner.query(
      `ALTER TABLE mail ADD CONSTRAINT mail_template_of_these_check CHECK ("template" IN (${before}))`,
    );
  }
}
