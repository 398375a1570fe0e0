import { uuidOf } from '@guildhall/messages/contract';
import {
  addPayoutMethod,
  changePayoutMethod,
  getMyOnboarding,
  listMyPayoutMethods,
  listOnboardingItems,
  onboardingStates,
  type ReviewItemInput,
  revealOnboardingItem,
  reviewOnboardingItem,
  submitTaxForm,
} from '@guildhall/messages/payroll';
import { approvedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import { taxNumber } from '../../test/test-contractor.js';
import { OnboardingRepository } from './onboarding.repository.js';
import { onboardingTransitions } from './onboarding.states.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const otherAccount = '009988776655';

describe('onboarding', () => {
  it('opens with the first sealed contract, once, and completes when all of it is verified', async () => {
    const contractor = await house.contractor();
    const again = await house.contractor({ personId: contractor.personId });
    const { items } = await again.call(getMyOnboarding, {});
    expect(items.map(({ kind, state, holdReason }) => [kind, state, holdReason])).toEqual([
      ['tax_form', 'required', 'tax_form_missing'],
      ['payout_method', 'required', 'payout_method_missing'],
    ]);
    expect(await house.rows('SELECT count(*)::int AS count FROM rate')).toEqual([{ count: 2 }]);
    await contractor.onboard();
    expect((await contractor.call(getMyOnboarding, {})).completedAt).not.toBe(null);
    const told = (await house.told()).filter(({ subject }) => subject === `onboarding/${contractor.personId}`);
    expect(told.map(({ type }) => type).filter((type) => type === 'onboarding.completed')).toHaveLength(1);
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, index) => index + 1));
  }, 60_000);

  it('is closed to those without a contract', async () => {
    const stranger = house.callerAs({ kind: 'applicant', id: house.financeIds[0] });
    expect(await stranger(getMyOnboarding, {})).toEqual({ items: [], completedAt: null });
    await expect(stranger(submitTaxForm, { form: 'w8ben' })).rejects.toMatchObject({ code: 'onboarding_not_open' });
  });

  it('refuses a form that lacks something or has a wrong number, and never says the number', async () => {
    const contractor = await house.contractor();
    const form = { form: 'w9', name: 'Ada', numberKind: 'ssn', number: '666-45-6789', certified: true } as const;
    const wrong = await contractor.call(submitTaxForm, form).catch((error) => error);
    expect(wrong).toMatchObject({ code: 'validation_failed', errors: [{ field: 'number' }] });
    expect(JSON.stringify(wrong.toWire())).not.toMatch(/666|6789/);
    const { certified: _, ...uncertified } = { ...form, number: taxNumber };
    await expect(contractor.call(submitTaxForm, uncertified)).rejects.toMatchObject({
      errors: [{ field: 'certified' }],
    });
    for (const field of ['name', 'numberKind', 'number', 'certified']) {
      const lacking = { ...form, number: taxNumber, [field]: null };
      await expect(contractor.call(submitTaxForm, lacking)).rejects.toMatchObject({ errors: [{ field }] });
    }
    const account = { ...contractor.account, routingNumber: '021000022' };
    await expect(contractor.call(addPayoutMethod, account)).rejects.toMatchObject({
      errors: [{ field: 'routingNumber' }],
    });
  });

  it('lets other forms wait with a reason, and finance cannot verify them', async () => {
    const contractor = await house.contractor();
    const { items } = await contractor.call(submitTaxForm, { form: 'w8ben' });
    const item = items.find(({ kind }) => kind === 'tax_form')!;
    expect(item).toMatchObject({ state: 'submitted', holdReason: 'tax_form_unsupported' });
    const unexplained = {
      itemId: item.id,
      version: '1',
      outcome: 'rejected',
      reasonCode: null,
    } as unknown as ReviewItemInput;
    await expect(house.finance[0](reviewOnboardingItem, unexplained)).rejects.toMatchObject({
      errors: [{ field: 'reasonCode' }],
    });
    const verify = house.finance[0](reviewOnboardingItem, { itemId: item.id, version: '1', outcome: 'verified' });
    await expect(verify).rejects.toMatchObject({ code: 'tax_form_unsupported' });
  });

  it('shows finance the last four digits, and the whole number only with a row that says what for', async () => {
    const contractor = await (await house.contractor()).onboard();
    const item = await contractor.item('tax_form');
    const { data } = await house.finance[0](listOnboardingItems, { limit: 100 });
    const shown = data.find(({ id }) => id === item.id)!;
    expect(shown.taxForm).toMatchObject({ numberMasked: '••••6789', numberKind: 'ssn' });
    expect(JSON.stringify(data)).not.toMatch(/123456789|123-45/);
    const input = { itemId: item.id, purpose: 'tax_filing' } as const;
    await expect(contractor.call(revealOnboardingItem, input)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await house.finance[1](revealOnboardingItem, input)).toEqual({ value: '123456789', version: '1' });
    const rows = await house.rows(
      `SELECT actor, details FROM audit_entry WHERE action = 'sensitive_field.revealed' AND subject = $1`,
      [item.id],
    );
    expect(rows).toEqual([
      { actor: `staff:${house.financeIds[1]}`, details: { purpose: 'tax_filing', kind: 'tax_form', version: '1' } },
    ]);
    for (let count = 1; count < 20; count++) await house.finance[1](revealOnboardingItem, input);
    await expect(house.finance[1](revealOnboardingItem, input)).rejects.toMatchObject({ code: 'rate_limited' });
  }, 60_000);

  it('is verified as what finance looked at, and not as what was handed in since', async () => {
    const contractor = await house.contractor();
    await contractor.call(addPayoutMethod, contractor.account);
    const { id: itemId } = await contractor.item('payout_method');
    const looking = { itemId, purpose: 'verify_payout_method' } as const;
    const looked = await house.finance[2](revealOnboardingItem, looking);
    expect(looked.value).toBe(contractor.accountNumber);
    const review = (version: string, outcome: 'verified' | 'rejected' = 'verified') =>
      house.finance[2](reviewOnboardingItem, { itemId, version, outcome, reasonCode: 'other' });
    await contractor.call(changePayoutMethod, { ...contractor.account, accountNumber: otherAccount });
    await expect(review(looked.version)).rejects.toMatchObject({ code: 'version_conflict' });
    await expect(review(looked.version, 'rejected')).rejects.toMatchObject({ code: 'version_conflict' });
    expect((await contractor.item('payout_method')).state).toBe('submitted');
    expect((await contractor.call(listMyPayoutMethods, {})).data.map(({ state }) => state)).toEqual([
      'submitted',
      'replaced',
    ]);
    const again = await house.finance[2](revealOnboardingItem, looking);
    expect(again).toEqual({ value: otherAccount, version: expect.not.stringContaining(looked.version) });
    expect(await review(again.version)).toMatchObject({ state: 'verified', version: again.version });
    const seen = await house.rows(
      `SELECT details->>'version' AS version FROM audit_entry WHERE action = 'sensitive_field.revealed' AND subject = $1
       ORDER BY id`,
      [itemId],
    );
    expect(seen).toEqual([{ version: looked.version }, { version: again.version }]);

    await contractor.handInTaxForm();
    const form = await contractor.item('tax_form');
    await contractor.handInTaxForm();
    const verify = { itemId: form.id, version: form.version!, outcome: 'verified' } as const;
    await expect(house.finance[2](reviewOnboardingItem, verify)).rejects.toMatchObject({ code: 'version_conflict' });
  }, 60_000);

  it('keeps and shows half of a short account number at most', async () => {
    const contractor = await house.contractor({ accountNumber: '4711' });
    const added = await contractor.call(addPayoutMethod, contractor.account);
    expect(added.accountMasked).toBe('••••11');
    const kept = await house.rows('SELECT account_last4 FROM payout_method WHERE id = $1', [uuidOf(added.id)]);
    expect(kept).toEqual([{ account_last4: '11' }]);
  });

  it('finds the same tax number of two people, without opening either', async () => {
    const [one] = [await (await house.contractor()).onboard(), await (await house.contractor()).onboard()];
    const { id } = await one.item('tax_form');
    const { data } = await house.finance[0](listOnboardingItems, { limit: 100 });
    expect(data.find((item) => item.id === id)!.taxForm!.isDuplicate).toBe(true);
  }, 60_000);

  it('finds the same account of two people, also where one of them has another by now', async () => {
    const accountNumber = '000555666777';
    const [one, other] = [await house.contractor({ accountNumber }), await house.contractor({ accountNumber })];
    const shown = async () => {
      const { id } = await one.item('payout_method');
      const { data } = await house.finance[0](listOnboardingItems, { limit: 100 });
      return data.find((item) => item.id === id)!.payoutMethod!;
    };
    await one.call(addPayoutMethod, one.account);
    expect(await shown()).toMatchObject({ accountMasked: '••••6777', isDuplicate: false });
    // One's own earlier account is nobody else's, and neither is that number at another bank.
    await one.call(changePayoutMethod, one.account);
    await other.call(addPayoutMethod, { ...other.account, routingNumber: '091000019' });
    expect((await shown()).isDuplicate).toBe(false);
    await other.call(changePayoutMethod, other.account);
    expect((await shown()).isDuplicate).toBe(true);
    await other.call(changePayoutMethod, { ...other.account, accountNumber: otherAccount });
    expect((await shown()).isDuplicate).toBe(true);
  }, 60_000);

  it('pays nothing to a changed account for two days, tells its owner, and pays then', async () => {
    const contractor = await (await house.contractor()).onboard();
    await contractor.work('2026-02-25', 1);
    const account = { ...contractor.account, accountNumber: otherAccount };
    await expect(contractor.call(addPayoutMethod, account)).rejects.toMatchObject({ code: 'payout_method_exists' });
    await contractor.call(changePayoutMethod, account);
    await contractor.verify('payout_method');
    const methods = (await contractor.call(listMyPayoutMethods, {})).data;
    expect(methods.map(({ state, accountMasked }) => [state, accountMasked])).toEqual([
      ['verified', '••••6655'],
      ['replaced', '••••0001'],
    ]);
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    const held = { state: 'held', holdReason: 'payout_method_cooling_off' };
    expect(await payoutsOf(house, payRunId)).toEqual([expect.objectContaining(held)]);
    const told = (await house.told()).filter(({ subject }) => subject === `onboarding/${contractor.personId}`);
    expect(told.filter(({ type }) => type === 'payout_method.changed')).toHaveLength(1);
    house.clock.advance({ hours: 48 });
    await house.letBankWork();
    await house.letBankWork();
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);
  }, 90_000);

  it('makes no move that its table does not have', async () => {
    const contractor = await house.contractor();
    const { id } = await contractor.item('tax_form');
    const repository = house.service.application.get(OnboardingRepository, { strict: false });
    for (const state of onboardingStates) {
      for (const [name, { from }] of Object.entries(onboardingTransitions)) {
        await house.database.transaction((tx) =>
          tx.query('UPDATE onboarding_item SET state = $2 WHERE id = $1', [id.slice(4), state]),
        );
        const moved = await house.database.transaction((tx) =>
          repository.move(tx, id, name as keyof typeof onboardingTransitions, house.clock.now()),
        );
        expect({ state, name, moved }).toEqual({ state, name, moved: (from as readonly string[]).includes(state) });
      }
    }
  });

  it('keeps numbers in no event, job, audit row, remembered reply or plain column, and nothing of them in Redis', async () => {
    const rows = await house.asAdmin(async (client) => {
      const { rows: tables } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'payroll'`);
      const all: string[] = [];
      for (const { tablename } of tables) {
        const dump = await client.query(`SELECT to_jsonb(t)::text AS row FROM "${tablename}" t`);
        all.push(...dump.rows.map(({ row }) => row as string));
      }
      return all;
    });
    expect(rows.length).toBeGreaterThan(50);
    const canaries = /123456789|123-45-6789|000123450001|009988776655|Ångström/;
    expect(rows.filter((row) => canaries.test(row))).toEqual([]);
    expect(await house.redisContent()).not.toMatch(canaries);
  });
});
