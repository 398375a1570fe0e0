import { newId, uuidOf } from '@guildhall/messages/contract';
import type pg from 'pg';
import { PersonalKeys } from '../../../apps/payroll/src/sensitive/personal-keys.js';
import { sealField } from '../../../apps/payroll/src/sensitive/sealed-field.js';

const peopleAtOnce = 500;
const day = '2026-02-02';

export interface Seeding {
  contractors: number;
  /** Weeks of each, one timesheet with one approved line a week. */
  weeks: number;
}

/**
 * Contractors who are ready to be paid: contract, rate, checklist, sealed account, approved weeks. Written as the service would
 * have left them; only the way to there, which is not measured, is shorter.
 */
export async function seedContractors(
  keys: PersonalKeys,
  transaction: <T>(work: (tx: Parameters<PersonalKeys['obtain']>[0]) => Promise<T>) => Promise<T>,
  admin: pg.Client,
  { contractors, weeks }: Seeding,
): Promise<void> {
  for (let done = 0; done < contractors; done += peopleAtOnce) {
    const people = Array.from({ length: Math.min(peopleAtOnce, contractors - done) }, (_, index) => ({
      person: newId('per'),
      contract: uuidOf(newId('ctr')),
      method: newId('pom'),
      account: String(100_000_000 + done + index),
    }));
    const sealed = await transaction(async (tx) => {
      const rows: { account: string; holder: string }[] = [];
      for (const { person, method, account } of people) {
        const key = await keys.obtain(tx, person);
        const place = { table: 'payout_method', rowId: method, version: 1 };
        rows.push({
          account: sealField(key, { ...place, column: 'account_token' }, account),
          holder: sealField(key, { ...place, column: 'holder_token' }, `Contractor ${account}`),
        });
      }
      return rows;
    });
    const ids = people.map(({ person }) => uuidOf(person));
    const contracts = people.map(({ contract }) => contract);
    await admin.query(
      `WITH p AS (SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS p(person, contract)),
       e AS (INSERT INTO engagement SELECT contract, person, contract, repeat('a1', 32), 'America/New_York', 144000, $3::date,
         now(), now() FROM p),
       r AS (INSERT INTO rate SELECT contract, contract, 1, 8550, 'USD', $3::date, now() FROM p),
       o AS (INSERT INTO onboarding SELECT person, now(), now() FROM p)
       INSERT INTO onboarding_item SELECT gen_random_uuid(), person, kind, 'verified', NULL, now()
       FROM p, unnest(ARRAY['tax_form', 'payout_method']) AS kind`,
      [ids, contracts, day],
    );
    await admin.query(
      `INSERT INTO tax_form (item_id, number, person_id, form, created_at)
       SELECT id, 1, person_id, 'w9', now() FROM onboarding_item WHERE kind = 'tax_form' AND person_id = ANY($1::uuid[])`,
      [ids],
    );
    await admin.query(
      `INSERT INTO payout_method SELECT m, person, 'verified', '021000021', account, '0000', md5(account), 'checking', holder,
         now() - interval '1 day', NULL, now()
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS p(m, person, account, holder)`,
      [
        ...[people.map(({ method }) => uuidOf(method)), ids],
        ...[sealed.map(({ account }) => account), sealed.map(({ holder }) => holder)],
      ],
    );
    await admin.query(
      `WITH s AS (
         INSERT INTO timesheet
         SELECT gen_random_uuid(), contract, person, $3::date + 7 * w, 1, now(), now(), 'approved', now()
         FROM unnest($1::uuid[], $2::uuid[]) AS p(person, contract), generate_series(0, $4::int - 1) AS w
         RETURNING id, contract_id)
       INSERT INTO timesheet_line
       SELECT gen_random_uuid(), id, contract_id, 'regular', 100000 + (random() * 40000)::int, 'approved', NULL, contract_id, now()
       FROM s`,
      [ids, contracts, day, weeks],
    );
  }
  await admin.query('VACUUM ANALYZE');
}
