import { withSchema } from '@guildhall/database';
import { voidContract } from '@guildhall/messages/contracts';
import pg from 'pg';
import { contractsSchema } from '../../apps/contracts/src/database/data-source.js';
import { EvidenceRepository } from '../../apps/contracts/src/evidence/evidence.repository.js';
import { evidenceHash, firstBrokenLink, firstPrevHash } from '../../apps/contracts/src/evidence/evidence-chain.js';
import { ContractsHouse, recruiter, settlingMs } from '../../apps/contracts/test/contracts-house.js';
import { verifyEvidence } from './verify-evidence.js';

describe('Somebody who tampers with the evidence of contracts as a superuser', () => {
  let house: ContractsHouse;
  let superuser: pg.Client;

  beforeAll(async () => {
    house = await ContractsHouse.start();
    superuser = new pg.Client(house.adminUrl);
    await superuser.connect();
    await superuser.query('SET search_path = contracts');
  }, 120_000);

  afterAll(async () => {
    await superuser?.end();
    await house?.close();
  });

  const verify = () =>
    withSchema({ ...contractsSchema, service: 'contracts', adminUrl: house.adminUrl }, verifyEvidence);
  const brokenOf = async (contractId: string) =>
    (await verify()).broken.filter((link) => link.contractId === contractId).map(({ seq }) => seq);
  const chainOf = (contractId: string) => house.provider(EvidenceRepository).chainOf(contractId);
  const uuidOf = (contractId: string) => contractId.slice('ctr_'.length);

  async function voided(): Promise<string> {
    const { contractId } = await house.offer();
    await house.call(voidContract, { contractId }, recruiter);
    expect((await chainOf(contractId)).map(({ type }) => type)).toEqual(['sent', 'sent', 'voided']);
    return contractId;
  }

  it('touches nothing, and every chain is compared with its heads', async () => {
    await voided();
    house.clock.advance({ days: 14 });
    await house.offer();
    await house.service.settle(settlingMs);
    const { contracts, anchored, broken } = await verify();
    expect({ anchored, broken }).toEqual({ anchored: contracts, broken: [] });
  });

  it('cuts the end off, and the head in the audit log shows it', async () => {
    const contractId = await voided();
    await superuser.query('DELETE FROM evidence WHERE contract_id = $1 AND seq = 3', [uuidOf(contractId)]);
    expect(firstBrokenLink(await chainOf(contractId))).toBeNull();
    expect(await brokenOf(contractId)).toEqual([3]);
  });

  it('computes the whole chain anew, and the first head that differs shows it', async () => {
    const contractId = await voided();
    let prevHash = firstPrevHash;
    for (const { hash: _hash, ...entry } of await chainOf(contractId)) {
      const forged = { ...entry, prevHash, actor: 'service:other' };
      const hash = evidenceHash(forged);
      await superuser.query(
        'UPDATE evidence SET actor = $3, prev_hash = $4, hash = $5 WHERE contract_id = $1 AND seq = $2',
        [uuidOf(contractId), entry.seq, forged.actor, prevHash, hash],
      );
      prevHash = hash;
    }
    expect(firstBrokenLink(await chainOf(contractId))).toBeNull();
    expect(await brokenOf(contractId)).toEqual([2]);
  });

  it('removes a contract with all its evidence, and the audit log still knows of it', async () => {
    const contractId = await voided();
    for (const table of ['evidence WHERE contract_id', 'document WHERE contract_id', 'contract WHERE id']) {
      await superuser.query(`DELETE FROM ${table} = $1`, [uuidOf(contractId)]);
    }
    expect(await brokenOf(contractId)).toEqual([2]);
  });
});
