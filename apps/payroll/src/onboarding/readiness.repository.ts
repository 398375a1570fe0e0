import { Database } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { OnboardingState, TaxForm } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Readiness } from './readiness.js';

/** What a payout needs to know of a person, for many people in one statement. */
export interface PersonReadiness extends Readiness {
  payoutMethodId: string | null;
}

interface Row {
  person_id: string;
  tax_state: OnboardingState;
  form: TaxForm | null;
  method_state: OnboardingState;
  method_id: string | null;
  usable_from: Date | null;
}

@Injectable()
export class ReadinessRepository {
  constructor(private readonly database: Database) {}

  async of(personIds: string[], manager: EntityManager = this.database.read): Promise<Map<string, PersonReadiness>> {
    const rows: Row[] = await manager.query(
      `SELECT t.person_id, t.state AS tax_state, f.form, m.state AS method_state, p.id AS method_id, p.usable_from
       FROM onboarding_item t
       JOIN onboarding_item m ON m.person_id = t.person_id AND m.kind = 'payout_method'
       LEFT JOIN LATERAL (
         SELECT form FROM tax_form WHERE item_id = t.id ORDER BY number DESC LIMIT 1) f ON true
       LEFT JOIN payout_method p ON p.person_id = t.person_id AND p.state <> 'replaced'
       WHERE t.kind = 'tax_form' AND t.person_id = ANY($1::uuid[])`,
      [personIds.map(uuidOf)],
    );
    return new Map(
      rows.map((row) => [
        idFromUuid('per', row.person_id),
        {
          taxForm: { state: row.tax_state, form: row.form },
          payoutMethod: { state: row.method_state, usableFrom: row.usable_from },
          payoutMethodId: row.method_id === null ? null : idFromUuid('pom', row.method_id),
        },
      ]),
    );
  }
}
