import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractPage } from '@guildhall/messages/contracts';
import type { FeedEvent } from '@guildhall/messages/events';
import { type PrivateRedis, privateRedis } from '@guildhall/testing';
import { Redis } from 'ioredis';
import { everyItem } from '../tools/client/api-client.js';
import { advance, offerWork } from '../tools/client/offer.js';
import { SignerClient } from '../tools/client/signer.js';
import { type SimulatedBank, startSimulatedBank } from '../tools/simulated-bank/start-simulated-bank.js';
import { tablesThatHold } from './support/database-content.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening } from './support/opening.js';
import { accountNumber, payTheWeek, taxNumber, threeOfFinance, workAWeek } from './support/pay.js';

/** No engine and no plan says anything like it. */
const spoken = 'quixotic marmalade zeppelins';

/** Somebody's whole way from an answer to pay, while everything that is logged and all that goes through Redis is kept. */
describe('what must not be seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-canaries-'));
  const logged: string[] = [];
  const throughRedis: string[] = [];
  const secrets: Record<string, string> = { taxNumber, accountNumber, taxDigits: taxNumber.replaceAll('-', '') };
  let redis: PrivateRedis;
  let monitor: Redis;
  let bank: SimulatedBank;
  let house: House;

  beforeAll(async () => {
    redis = await privateRedis();
    const asking = new Redis(redis.url);
    monitor = await asking.monitor();
    asking.disconnect();
    monitor.on('monitor', (_time: string, words: string[]) => throughRedis.push(words.join(' ')));
    bank = await startSimulatedBank({ directory: join(folder, 'bank') });
    const log = { write: (line: string) => void logged.push(line) };
    house = await startHouse({ settings: { BANK_URL: bank.url }, redisUrl: redis.url, log });
    await fromAnswerToPay();
  }, 240_000);

  afterAll(async () => {
    monitor?.disconnect();
    await house?.close();
    await bank?.stop();
    await redis?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function fromAnswerToPay(): Promise<void> {
    const recruiter = await house.invite('recruiter', ['recruiter']);
    const opening = await makeOpening(recruiter.api);
    const applicant = await makeApplicant(house, opening.id, 'canary');
    const { api, application, details } = applicant;
    await applicant.consent();
    await applicant.write('q1', `${spoken}, and nothing else.`);
    await advance(recruiter.api, application.id);
    await offerWork(recruiter.api, application.id, { startDate: '2025-12-22' });
    await house.settle();
    secrets['signingToken'] = await house.mailbox.linkToken(details.email);
    const signer = await SignerClient.open(house.anonymous, secrets['signingToken']);
    await signer.signEverything(house.mailbox, details.email);
    await house.settle();
    const { data } = await api.get<ContractPage>('/v1/me/contracts');
    const finance = await threeOfFinance(house);
    await workAWeek(api, data[0]!.id, finance[0]!);
    await payTheWeek(house, finance);
    house.clock.advance({ seconds: 5 });
    await house.settle();
    expect(bank.book.transfers()).toHaveLength(1);
  }

  /** The names of the secrets that stand in a text. */
  const named = (text: string) =>
    Object.entries({ ...secrets, spoken })
      .filter(([, secret]) => text.includes(secret))
      .map(([name]) => name);

  it('is in no line of the log', () => {
    expect(logged.length).toBeGreaterThan(20);
    expect(named(logged.join('\n'))).toEqual([]);
  });

  it('is in nothing that goes through Redis', () => {
    const seen = throughRedis.join('\n');
    expect(seen).toContain('rpc:{payroll}:requests');
    expect(named(seen)).toEqual([]);
  });

  it('is in no event and no metric', async () => {
    const events = await everyItem<FeedEvent>(house.admin, '/v1/events?limit=100');
    expect(events.map(({ type }) => type)).toContain('payout.settled');
    expect(named(JSON.stringify(events))).toEqual([]);
    const metrics = await Promise.all(house.allInOne.metrics.map(({ registry }) => registry.metrics()));
    expect(named(metrics.join('\n'))).toEqual([]);
  });

  it('is in no table, but for words where the transcript is', async () => {
    const found: Record<string, string[]> = {};
    for (const [name, secret] of Object.entries(secrets))
      found[name] = await tablesThatHold(house.adminDatabaseUrl, secret);
    expect(found).toEqual(Object.fromEntries(Object.keys(secrets).map((name) => [name, []])));
    const withWords = await tablesThatHold(house.adminDatabaseUrl, spoken);
    expect(withWords).toContain('interviews.answer');
    expect(withWords.filter((table) => /event|job_intent|audit|mail|payroll|contracts/.test(table))).toEqual([]);
  });
});
