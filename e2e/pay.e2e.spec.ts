import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractPage } from '@guildhall/messages/contracts';
import type { PayoutChain, PayoutPage, PayRun, Revealed, TrialBalance } from '@guildhall/messages/payroll';
import type { ApiClient } from '../tools/client/api-client.js';
import type { ApplicantClient } from '../tools/client/applicant.js';
import { advance, offerWork } from '../tools/client/offer.js';
import { SignerClient } from '../tools/client/signer.js';
import { type SimulatedBank, startSimulatedBank } from '../tools/simulated-bank/start-simulated-bank.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';
import { payTheWeek, threeOfFinance, workAWeek } from './support/pay.js';

describe('from an offer to pay day', () => {
  let house: House;
  let bank: SimulatedBank;
  let finance: ApiClient[];
  const directory = mkdtempSync(join(tmpdir(), 'guildhall-bank-'));

  beforeAll(async () => {
    bank = await startSimulatedBank({ directory });
    house = await startHouse({ settings: { BANK_URL: bank.url } });
    finance = await threeOfFinance(house);
  }, 120_000);

  afterAll(async () => {
    await house?.close();
    await bank?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Work at 85.50 an hour from before the week that is paid. @returns the id of the sealed contract */
  async function signContract(recruiter: ApiClient, { api, application, details }: ApplicantClient): Promise<string> {
    await advance(recruiter, application.id);
    await offerWork(recruiter, application.id, { rateMinor: '8550', startDate: '2025-12-22' });
    await house.settle();
    const signer = await SignerClient.open(house.anonymous, await house.mailbox.linkToken(details.email));
    await signer.signEverything(house.mailbox, details.email);
    await house.settle();
    const { data } = await api.get<ContractPage>('/v1/me/contracts');
    expect(data).toEqual([expect.objectContaining({ state: 'sealed' })]);
    return data[0]!.id;
  }

  it('is paid for the week, and can say why', async () => {
    const recruiter = await house.invite('recruiter', ['recruiter']);
    const opening = await makeOpening(recruiter.api);
    const applicant = await makeApplicant(house, opening.id, 'ada');
    const { api } = applicant;
    const contractId = await signContract(recruiter.api, applicant);
    await workAWeek(api, contractId, finance[0]!);
    const { id } = await payTheWeek(house, finance);
    house.clock.advance({ seconds: 5 });
    await house.allInOne.services.payroll.settle();

    const run = await finance[0]!.get<PayRun>(`/v1/pay-runs/${id}`);
    expect(run).toMatchObject({ state: 'settled', totalMinor: '68400', heldMinor: '0' });
    const [payout] = (await api.get<PayoutPage>('/v1/me/payouts')).data;
    const chain = await api.get<PayoutChain>(`/v1/me/payouts/${payout!.id}/chain`);
    expect(chain).toMatchObject({ payout: { state: 'settled' }, lines: [{ contractId, rateMinor: '8550' }] });
    expect(chain.bankLine).toMatch(/^SIMBANK-/);
    expect(bank.book.transfers()).toEqual([expect.objectContaining({ amountMinor: '68400', handedIn: 1 })]);

    const remittance = await fetch(new URL(`/v1/me/payouts/${payout!.id}/remittance`, api.baseUrl), {
      headers: api.authorization(),
    });
    expect(remittance.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await remittance.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');

    const { totals } = await finance[0]!.get<TrialBalance>('/v1/ledger/trial-balance');
    expect(totals).toEqual([{ currency: 'USD', balanceMinor: '0' }]);
    expect(await finance[0]!.post<PayRun>(`/v1/pay-runs/${id}/close`)).toMatchObject({ state: 'closed' });
  }, 120_000);

  it('shows the whole number to finance after a mailed code alone, and the maker of a run approves nothing', async () => {
    const { data } = await finance[0]!.get<{ data: { id: string }[] }>('/v1/onboarding-items');
    const reveal = `/v1/onboarding-items/${data[0]!.id}/reveal`;
    const { api } = await house.invite('finance-unproved', ['finance']);
    const refused = api.post(reveal, { purpose: 'payment_inquiry' });
    await expect(refused).rejects.toMatchObject({ status: 403, problem: { code: 'step_up_required' } });
    const { value } = await finance[1]!.post<Revealed>(reveal, { purpose: 'payment_inquiry' });
    expect(value).toMatch(/^\d{9,12}$/);
    const period = { periodStart: '2025-12-22', periodEnd: '2025-12-28', currency: 'USD' };
    const { id } = await finance[0]!.post<PayRun>('/v1/pay-runs', period);
    const own = finance[0]!.post(`/v1/pay-runs/${id}/approve`, { snapshotSha256: '0'.repeat(64) });
    await expect(own).rejects.toMatchObject({ status: 409, problem: { code: 'own_pay_run' } });
  }, 60_000);
});
