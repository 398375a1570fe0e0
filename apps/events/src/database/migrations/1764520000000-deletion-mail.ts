import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated', 'application_advanced',
  'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
  'interview_human_path', 'interview_insufficient_data', 'answer_rejected', 'contract_sent', 'contract_sealed',
  'signing_code', 'payout_method_changed', 'webhook_disabled'`;

export class DeletionMail1764520000000 implements MigrationInterface {
  readonly name = 'DeletionMail1764520000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_listed_check');
    await queryRunner.query(
      `ALTER TABLE mail ADD CONSTRAINT mail_template_of_these_check CHECK ("template" IN (${before}, 'recordings_erased'))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM mail WHERE template = 'recordings_erased'`);
    await queryRunner.query('ALTER TABLE mail DROP CONSTRAINT mail_template_of_these_check');
    await queryRunner.query(
      `ALTER TABLE mail ADD CONSTRAINT mail_template_listed_check CHECK ("template" IN (${before}))`,
    );
  }
}
