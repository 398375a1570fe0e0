import { withSchema } from '@guildhall/database';
import type { Offer } from '@guildhall/messages/applicants';
import { uuidOf } from '@guildhall/messages/contract';
import type { Contract, ContractPage, SealVerdict } from '@guildhall/messages/contracts';
import type { Payout, PayoutPage, TrialBalance } from '@guildhall/messages/payroll';
import type pg from 'pg';
import { contractsSchema } from '../../apps/contracts/src/database/data-source.js';
import type { ApplicantClient } from '../client/applicant.js';
import { verifyEvidence } from '../evidence/verify-evidence.js';
import { type Transfer, transfersInBook } from './bank-book.js';
import type { CrashHouse } from './crash-house.js';
import { tablesInvariant } from './database-invariants.js';
import type { Invariant } from './invariant.js';

const timeoutMs = 10_000;
/** Of a payout's own log: it went out once and arrived once. */
const payoutFacts = ['payout.sent', 'payout.settled'] as const;

/** What has to hold of one contractor's offer, contract and money. @param expected of how many runs they have a payout */
export function payInvariants(
  house: CrashHouse,
  contractor: ApplicantClient,
  expected: { payouts: number },
): Invariant[] {
  return [
    { name: 'offer', violations: () => offerIsAccepted(house, contractor) },
    { name: 'payout', violations: () => payoutsAreSettled(contractor, expected.payouts) },
    { name: 'transfers', violations: () => oneTransferEach(house, contractor) },
    tablesInvariant(house, 'lines', (client) => hoursArePaidOnce(client, house, contractor)),
    { name: 'ledger', violations: () => booksBalance(house) },
    tablesInvariant(house, 'facts', (client) => toldOnce(client, contractor)),
    tablesInvariant(house, 'seals', (client) => oneSealEach(client, contractor)),
    { name: 'verify', violations: () => sealsVerify(contractor) },
    { name: 'evidence', violations: () => evidenceIsIntact(house) },
  ];
}

export async function contractsOf({ api }: ApplicantClient): Promise<Contract[]> {
  return (await api.get<ContractPage>('/v1/me/contracts')).data;
}

export async function payoutsOf({ api }: ApplicantClient): Promise<Payout[]> {
  return (await api.get<PayoutPage>('/v1/me/payouts')).data;
}

/** A file has room for the end of an id alone. */
export function isTransferOf({ id }: Payout, { individualId }: Transfer): boolean {
  return id.endsWith(individualId);
}

async function offerIsAccepted({ recruiter }: CrashHouse, { application }: ApplicantClient): Promise<string[]> {
  const { state } = await recruiter.get<Offer>(`/v1/applications/${application.id}/offer`);
  return state === 'accepted' ? [] : [`it is ${state}`];
}

async function payoutsAreSettled(contractor: ApplicantClient, expected: number): Promise<string[]> {
  const payouts = await payoutsOf(contractor);
  const found = payouts.filter(({ state }) => state !== 'settled').map(({ id, state }) => `${id} is ${state}`);
  if (payouts.length !== expected) found.push(`there are ${payouts.length}`);
  return found;
}

/** Of everybody who was ever paid on this platform none was paid twice, and this one was paid. */
async function oneTransferEach({ platform }: CrashHouse, contractor: ApplicantClient): Promise<string[]> {
  const transfers = await transfersInBook(platform);
  const found: string[] = [];
  if (new Set(transfers.map(({ individualId }) => individualId)).size !== transfers.length) {
    found.push('a payout was transferred twice');
  }
  for (const payout of await payoutsOf(contractor)) {
    const own = transfers.filter((transfer) => isTransferOf(payout, transfer));
    if (own.length !== 1) found.push(`${own.length} of ${payout.id}`);
    if (own.some(({ amountMinor }) => amountMinor !== payout.amountMinor)) found.push(`another sum than ${payout.id}`);
  }
  return found;
}

/** What was approved of their time went to the bank: every line of it through one payout, and nothing besides. */
async function hoursArePaidOnce(
  client: pg.Client,
  { platform }: CrashHouse,
  contractor: ApplicantClient,
): Promise<string[]> {
  const contracts = (await contractsOf(contractor)).map(({ id }) => uuidOf(id));
  const { rows } = await client.query<{ id: string; payouts: string; owed: string }>(
    `SELECT l.id, count(p.payout_id) AS payouts, coalesce(sum(p.amount_minor), 0) AS owed
     FROM payroll.timesheet s JOIN payroll.timesheet_line l ON l.timesheet_id = s.id
     LEFT JOIN payroll.pay_line p ON p.timesheet_line_id = l.id
     WHERE s.contract_id = ANY($1::uuid[]) AND l.state = 'approved' GROUP BY l.id`,
    [contracts],
  );
  const found = rows
    .filter(({ payouts }) => payouts !== '1')
    .map(({ id, payouts }) => `${id} is in ${payouts} payouts`);
  const payouts = await payoutsOf(contractor);
  const transfers = await transfersInBook(platform);
  const own = transfers.filter((transfer) => payouts.some((payout) => isTransferOf(payout, transfer)));
  const paid = own.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  const owed = rows.reduce((sum, row) => sum + BigInt(row.owed), 0n);
  if (paid !== owed || owed === 0n) found.push(`${paid} were transferred and ${owed} owed`);
  return found;
}

async function booksBalance({ finance }: CrashHouse): Promise<string[]> {
  const { totals } = await finance.maker.api.get<TrialBalance>('/v1/ledger/trial-balance');
  if (totals.length === 0) return ['nothing is booked'];
  const wrong = totals.filter(({ balanceMinor }) => balanceMinor !== '0');
  return wrong.map(({ currency, balanceMinor }) => `its balance is ${currency} ${balanceMinor}`);
}

/** Every fact of the way's end once, whoever said it again after a fall. */
async function toldOnce(client: pg.Client, contractor: ApplicantClient): Promise<string[]> {
  const contracts = (await contractsOf(contractor)).map(({ id }) => `contract/${id}`);
  const payouts = (await payoutsOf(contractor)).map(({ id }) => `payout/${id}`);
  const expected = [
    ...contracts.flatMap((subject) => ['contract.signed', 'contract.sealed'].map((type) => ({ type, subject }))),
    ...payouts.flatMap((subject) => payoutFacts.map((type) => ({ type, subject }))),
  ];
  const found: string[] = [];
  for (const { type, subject } of expected) {
    const { rows } = await client.query<{ count: string }>(
      'SELECT count(*) FROM events.feed_event WHERE type = $1 AND subject = $2',
      [type, subject],
    );
    if (rows[0]?.count !== '1') found.push(`${rows[0]?.count} × ${type} of ${subject}`);
  }
  return found;
}

/** One contract, each document sealed, and one link of the evidence for each seal. */
async function oneSealEach(client: pg.Client, contractor: ApplicantClient): Promise<string[]> {
  const contracts = await contractsOf(contractor);
  const found = contracts.filter(({ state }) => state !== 'sealed').map(({ id, state }) => `${id} is ${state}`);
  if (contracts.length !== 1) found.push(`there are ${contracts.length} contracts`);
  const { rows } = await client.query<{ id: string; state: string; seals: string }>(
    `SELECT id, state, (SELECT count(*) FROM contracts.evidence e
       WHERE e.contract_id = d.contract_id AND e.type = 'sealed' AND e.document_sha256 = d.sealed_sha256) AS seals
     FROM contracts.document d WHERE contract_id = ANY($1::uuid[])`,
    [contracts.map(({ id }) => uuidOf(id))],
  );
  for (const { id, state, seals } of rows) {
    if (state !== 'sealed' || seals !== '1') found.push(`document ${id} is ${state} with ${seals}`);
  }
  const all = await client.query<{ count: string }>(
    `SELECT count(*) FROM contracts.evidence WHERE type = 'sealed' AND contract_id = ANY($1::uuid[])`,
    [contracts.map(({ id }) => uuidOf(id))],
  );
  if (Number(all.rows[0]?.count) !== rows.length) found.push(`${all.rows[0]?.count} for ${rows.length} documents`);
  return found;
}

/** Every sealed file, as its owner downloads it and anybody may ask about it. */
async function sealsVerify(contractor: ApplicantClient): Promise<string[]> {
  const { api } = contractor;
  const found: string[] = [];
  for (const { id: contractId, documents } of await contractsOf(contractor)) {
    for (const { id, kind } of documents) {
      const file = await api.download(`/v1/me/contracts/${contractId}/documents/${id}/pdf`);
      const verdict = await verdictOn(api.baseUrl, file);
      const isGood = verdict.valid && verdict.ours && verdict.contractId === contractId;
      if (!isGood || verdict.documentKind !== kind) found.push(`${id} is not a good seal: ${verdict.problem}`);
    }
  }
  return found;
}

async function verdictOn(baseUrl: string, file: Buffer): Promise<SealVerdict> {
  const response = await fetch(new URL('/v1/verify', baseUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: new Uint8Array(file),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`POST /v1/verify answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as SealVerdict;
}

async function evidenceIsIntact({ platform }: CrashHouse): Promise<string[]> {
  const schema = { ...contractsSchema, service: 'contracts' as const, adminUrl: platform.infrastructure.adminUrl };
  const { broken } = await withSchema(schema, verifyEvidence);
  return broken.map(({ contractId, seq }) => `the chain of ${contractId} is broken at link ${seq}`);
}
