import { Jobs } from '@guildhall/jobs';
import { getContractOfApplication, mintSigningLink, voidContract } from '@guildhall/messages/contracts';
import { ContractsHouse, mailer, recruiter, settlingMs } from '../../test/contracts-house.js';
import { prepareContract } from './contract.jobs.js';

const dayMs = 86_400_000;

describe('contracts that are being drafted', () => {
  let house: ContractsHouse;

  beforeAll(async () => {
    house = await ContractsHouse.start();
  }, 120_000);

  afterAll(async () => {
    await house?.close();
  });

  const uuidOf = (contractId: string) => contractId.slice('ctr_'.length);

  async function shown(contractId: string) {
    const [row] = await house.sql<{ application_id: string }>('SELECT application_id FROM contract WHERE id = $1', [
      uuidOf(contractId),
    ]);
    const applicationId = `app_${row!.application_id.replaceAll('-', '')}`;
    return await house.call(getContractOfApplication, { applicationId }, recruiter);
  }

  const jobOf = async (contractId: string, name = prepareContract.name) =>
    (
      await house.sql<{ id: string; state: string; failures: number; problem: object | null }>(
        'SELECT id, state, failures, problem FROM job_intent WHERE name = $1 AND key = $2',
        [name, contractId],
      )
    )[0];

  async function isNeverSent(contractId: string): Promise<void> {
    const sent = `SELECT 1 FROM event WHERE subject = $1 AND type = 'contract.sent'`;
    expect(await house.sql(sent, [`contract/${contractId}`])).toEqual([]);
    await expect(house.call(mintSigningLink, { contractId }, mailer)).rejects.toMatchObject({ code: 'not_found' });
  }

  it.each(['李明', 'प्रिया'])(
    'say at once that %s cannot be written, and what to do, and can be taken back',
    async (signerName) => {
      const { contractId } = await house.offer({ signerName });
      const contract = await shown(contractId);
      expect(contract).toMatchObject({ state: 'draft', documents: [], problem: { code: 'name_not_drawable' } });
      expect(contract.problem!.detail).toMatch(/put their name in one of these scripts .* extend the offer anew/);
      const job = await jobOf(contractId);
      expect(job).toMatchObject({ state: 'parked', failures: 1 });
      for (const character of signerName) expect(JSON.stringify(job)).not.toContain(character);
      expect(JSON.stringify(job)).not.toContain('U+');
      await isNeverSent(contractId);
      expect(await house.call(voidContract, { contractId }, recruiter)).toMatchObject({ state: 'voided' });
    },
  );

  it('tell a name that cannot be written from another text', async () => {
    const { contractId } = await house.offer({ codeName: '白鷺' });
    expect(await shown(contractId)).toMatchObject({ state: 'draft', problem: { code: 'text_not_drawable' } });
  });

  it('are sent without a problem once their name is another one and the job runs again', async () => {
    const { contractId, personId } = await house.offer({ signerName: '李明' });
    house.rename(personId, 'Li Ming');
    await rerun(contractId);
    expect(await shown(contractId)).toMatchObject({ state: 'sent', problem: null });
  });

  it('end with their offer, also where they cannot be written', async () => {
    const { contractId } = await house.offer({ signerName: '李明' });
    house.clock.advance({ days: 14 });
    await house.service.settle(settlingMs);
    expect(await shown(contractId)).toMatchObject({ state: 'expired' });
    await isNeverSent(contractId);
  });

  it('are not sent where the job runs after the offer has ended', async () => {
    const past = new Date(house.clock.now().getTime() - dayMs).toISOString();
    const late = await house.offer({ terms: { expiresAt: past } });
    const withdrawn = await house.offer({ terms: { state: 'withdrawn' } });
    for (const { contractId } of [late, withdrawn]) {
      expect(await shown(contractId)).toMatchObject({ state: 'expired', sentAt: null, documents: [] });
      expect(await jobOf(contractId)).toMatchObject({ state: 'done' });
      await isNeverSent(contractId);
    }
  });

  /** As an admin has a parked job run again. */
  async function rerun(contractId: string): Promise<void> {
    const { id } = (await jobOf(contractId))!;
    const jobs = house.provider(Jobs);
    await house.service.database.transaction((tx) => jobs.parked.rerun(tx, `job_${id.replaceAll('-', '')}`));
    await house.service.settle(settlingMs);
  }
});
