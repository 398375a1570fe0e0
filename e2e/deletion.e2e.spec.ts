import { createHash, createPublicKey, verify } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { auditSchema, verifyAudit } from '@guildhall/audit';
import { databaseServices, withSchema } from '@guildhall/database';
import type {
  Deletion,
  DeletionCertificate,
  DeletionPage,
  Scorecard,
  Transcripts,
} from '@guildhall/messages/interviews';
import { openMediaStore, type StorageConfig } from '@guildhall/storage';
import { type PrivateRedis, privateRedis } from '@guildhall/testing';
import canonicalize from 'canonicalize';
import pg from 'pg';
import type { ApplicantClient } from '../tools/client/applicant.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { whenProved } from '../tools/client/step-up.js';
import { tablesThatHold } from './support/database-content.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening, sampleAnswer, sampleRecording } from './support/opening.js';
import { redisContent } from './support/redis-content.js';

/** No engine and no plan says anything like them. */
const written = 'quixotic marmalade zeppelins';
const writtenByOther = 'saturnine rhubarb gondolas';
const notes = { asked: 'gnarled velvet typhoons', reported: 'nocturnal pewter accordions' };
const dayMs = 86_400_000;

/** One applicant has everything deleted, while another's recordings have to be kept. */
describe('Recordings whose deletion was asked for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-deletion-'));
  const below = (name: string) => join(folder, name);
  const logged: string[] = [];
  let redis: PrivateRedis;
  let house: House;
  let recruiter: StaffAccount;
  let applicant: ApplicantClient;
  let other: ApplicantClient;
  let takeId: string;
  let recordingId: string;
  let before: Scorecard;
  let entriesBefore: Record<string, number>;
  let certificate: DeletionCertificate;
  /** What nobody may find afterwards, by what it is. */
  const canaries: Record<string, string> = { written, ...notes };

  beforeAll(async () => {
    redis = await privateRedis();
    house = await startHouse({
      settings: {
        ...{ STORAGE_DIRECTORY: below('storage'), DATA_KEYS_DIRECTORY: below('keys'), SPOOL_DIR: below('spool') },
        ...{ WORK_DIRECTORY: below('work'), AUDIT_HEADS_DIRECTORY: below('heads') },
      },
      redisUrl: redis.url,
      log: { write: (line: string) => void logged.push(line) },
    });
    recruiter = await house.invite('recruiter', ['recruiter']);
    const opening = await makeOpening(recruiter.api);
    [applicant, other] = await Promise.all([
      makeApplicant(house, opening.id, 'one'),
      makeApplicant(house, opening.id, 'other'),
    ]);
    await answerInFull();
    await other.consent();
    await other.write('q1', `${sampleAnswer('good')} ${writtenByOther}.`);
    await other.submit();
    await house.settle();
    before = await read(applicant);
    await whenProved(house.prover, (admin) =>
      admin.post<object>(`/v1/applications/${other.application.id}/legal-hold`, {
        reason: 'A claim about the selection.',
      }),
    );
  }, 240_000);

  afterAll(async () => {
    await house?.close();
    await redis?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = ({ api, interviewId }: ApplicantClient) => api.post<Deletion>(`/v1/interviews/${interviewId}/deletion`);
  const deletionOf = async ({ api }: ApplicantClient) => (await api.get<DeletionPage>('/v1/me/deletions')).data[0]!;
  const read = ({ application }: ApplicantClient) =>
    recruiter.api.post<Scorecard>(`/v1/applications/${application.id}/scorecard/readings`);

  /** Two takes, one in writing, and everything that is made from them: the canaries are what they hold. */
  async function answerInFull(): Promise<void> {
    const interview = `/v1/interviews/${applicant.interviewId}`;
    await applicant.consent();
    const request = { moreTime: true, writtenAnswers: false, extraBreaks: false, note: notes.asked };
    await applicant.api.post(`${interview}/adjustments`, { request });
    await applicant.api.post(`${interview}/signals`, { kind: 'left_page' });
    const path = sampleRecording('good');
    const take = await applicant.answer('q1', path);
    takeId = take.id;
    await applicant.write('q2', `${sampleAnswer('excellent')} ${written}.`);
    await applicant.submit();
    await house.settle();
    const { transcripts } = await applicant.api.get<Transcripts>(`${interview}/transcripts`);
    const recorded = transcripts.find(({ kind }) => kind === 'recorded')!;
    await applicant.api.post(`${interview}/transcripts/${recorded.id}/mistakes`, { sentence: 1, note: notes.reported });
    const heard = recorded.text.split(' ');
    canaries['heard'] = heard.slice(0, 5).join(' ');
    canaries['heardLast'] = heard.slice(-4).join(' ');
    canaries['fileHash'] = createHash('sha256').update(readFileSync(path)).digest('hex');
    canaries['objects'] = `recordings/${takeId}/`;
    await hashesFromTheTables();
  }

  async function hashesFromTheTables(): Promise<void> {
    const client = new pg.Client(house.databaseUrlOf('interviews'));
    await client.connect();
    const { rows } = await client.query<{ hash: string }>(
      'SELECT transcript_sha256 AS hash FROM transcript UNION SELECT input_sha256 FROM scorecard',
    );
    for (const [index, { hash }] of rows.entries()) canaries[`hash${index}`] = hash;
    const takes = await client.query<{ id: string }>('SELECT recording_id AS id FROM take');
    recordingId = `rec_${takes.rows[0]!.id.replaceAll('-', '')}`;
    await client.end();
  }

  const named = (text: string, among = canaries) =>
    Object.entries(among)
      .filter(([, canary]) => text.includes(canary))
      .map(([name]) => name);

  async function found(among: Record<string, string>): Promise<Record<string, string[]>> {
    const tables: Record<string, string[]> = {};
    for (const [name, canary] of Object.entries(among)) {
      const holding = await tablesThatHold(house.adminDatabaseUrl, canary);
      if (holding.length > 0) tables[name] = holding;
    }
    return tables;
  }

  const filesBelow = (name: string) =>
    readdirSync(below(name), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name));

  const stored = (directory: string) =>
    openMediaStore({ directory, dataKeysDirectory: below('keys') } as StorageConfig).then(({ media }) =>
      media.read(`recordings/${takeId}/playback`, recordingId),
    );

  /** How many entries each audit log has; every chain is whole. */
  async function auditedEntries(): Promise<Record<string, number>> {
    const entries: Record<string, number> = {};
    for (const service of databaseServices) {
      const schema = { ...auditSchema, service, adminUrl: house.adminDatabaseUrl };
      const verdict = await withSchema(schema, (source) => verifyAudit(source));
      expect({ service, broken: verdict.firstBroken }).toEqual({ service, broken: null });
      entries[service] = verdict.entries;
    }
    return entries;
  }

  it('are there before it', async () => {
    expect(Object.keys(canaries).length).toBeGreaterThanOrEqual(8);
    const holding = await found(canaries);
    expect(Object.keys(holding).sort()).toEqual(Object.keys(canaries).sort());
    expect(holding['written']).toEqual(
      expect.arrayContaining(['interviews.answer', 'interviews.idempotent_command', 'interviews.transcript']),
    );
    expect(before.criteria.flatMap(({ evidence }) => evidence).length).toBeGreaterThan(0);
    expect(filesBelow('storage').filter((file) => file.includes(takeId)).length).toBeGreaterThanOrEqual(3);
    cpSync(below('storage'), below('backup'), { recursive: true });
    expect((await buffer(await stored(below('backup')))).length).toBeGreaterThan(1_000);
    entriesBefore = await auditedEntries();
  }, 60_000);

  it('are due within 30 days, and gone at once; of another applicant nothing is', async () => {
    const asked = await ask(applicant);
    expect(Date.parse(asked.dueAt) - Date.parse(asked.requestedAt)).toBe(30 * dayMs);
    expect((await ask(applicant)).id).toBe(asked.id);
    await house.settle();
    expect(await deletionOf(applicant)).toMatchObject({ id: asked.id, state: 'completed' });
    expect(await found(canaries)).toEqual({});
    expect(await found({ writtenByOther })).not.toEqual({});
    const { transcripts } = await other.api.get<Transcripts>(`/v1/interviews/${other.interviewId}/transcripts`);
    expect(transcripts[0]!.text).toContain(writtenByOther);
  }, 60_000);

  it('have left no file, and a backup of the files cannot be read', async () => {
    for (const place of ['storage', 'spool', 'work']) {
      expect(filesBelow(place).filter((file) => file.includes(takeId))).toEqual([]);
    }
    // Empty ones are locks that were released: a person's is named after the person.
    expect(filesBelow('spool').filter((file) => statSync(file).size > 0)).toEqual([]);
    await expect(stored(below('backup'))).rejects.toThrow('was destroyed');
    await expect(recruiter.api.post(`/v1/takes/${takeId}/media-links`)).rejects.toMatchObject({ status: 404 });
  });

  it('are in no key and no value of Redis, and in no line of the log', async () => {
    const { keys, text } = await redisContent(redis.url);
    expect(keys).toBeGreaterThan(5);
    expect(named(text)).toEqual([]);
    expect(logged.length).toBeGreaterThan(20);
    // Objects are named by the ids of their takes, which stay.
    const { objects, ...words } = canaries;
    expect(objects).toContain(takeId);
    expect(named(logged.join('\n'), words)).toEqual([]);
  });

  it('have a certificate that anybody can check, here or by the public key alone', async () => {
    const { id } = await deletionOf(applicant);
    certificate = await applicant.api.get<DeletionCertificate>(`/v1/me/deletions/${id}/certificate`);
    const counts = Object.fromEntries(certificate.items.map(({ kind, count }) => [kind, count]));
    expect(counts).toMatchObject({ data_keys: 1, takes: 1, written_answers: 1, transcripts: 2, search: 0 });
    expect(counts).toMatchObject({ transcript_mistakes: 1, adjustment_notes: 1, integrity_signals: 1 });
    const searches = certificate.items.filter(({ kind }) => kind === 'search');
    expect(searches.map(({ confirmedBy }) => confirmedBy).sort()).toEqual([...databaseServices].sort());
    const check = (given: object) =>
      house.anonymous.post<object>('/v1/deletion-certificates/verify', { certificate: given });
    expect(await check(certificate)).toEqual({ valid: true, problem: null });
    const otherDay = { ...certificate, completedAt: '2026-01-01T00:00:00.000Z' };
    expect(await check(otherDay)).toEqual({ valid: false, problem: 'signature_invalid' });
    const pem = await (await fetch(new URL('/v1/deletion-certificate-key', house.anonymous.baseUrl))).text();
    const { signature, ...unsigned } = certificate;
    const canonical = (canonicalize as unknown as (value: object) => string)(unsigned);
    expect(verify(null, Buffer.from(canonical), createPublicKey(pem), Buffer.from(signature, 'base64'))).toBe(true);
  });

  it('leave the audit log whole with all its entries, and the result without a quote', async () => {
    house.clock.advance({ seconds: 5 });
    const entries = await auditedEntries();
    for (const service of databaseServices) expect(entries[service]).toBeGreaterThanOrEqual(entriesBefore[service]!);
    const after = await read(applicant);
    expect(after).toEqual({
      ...before,
      criteria: before.criteria.map((criterion) => ({ ...criterion, evidence: [] })),
    });
    expect(await applicant.interview()).toMatchObject({ state: 'human_path' });
  });

  it('are kept by a legal hold until it is lifted', async () => {
    const asked = await ask(other);
    expect(asked).toMatchObject({ state: 'held', heldSince: asked.requestedAt });
    await house.settle();
    expect(await deletionOf(other)).toMatchObject({ state: 'held', certificate: null });
    expect(await found({ writtenByOther })).not.toEqual({});
    const certificateOf = other.api.get(`/v1/me/deletions/${asked.id}/certificate`);
    await expect(certificateOf).rejects.toMatchObject({ problem: { code: 'deletion_wrong_state' } });
    await whenProved(house.prover, (admin) =>
      admin.post<object>(`/v1/applications/${other.application.id}/legal-hold/release`),
    );
    await house.settle();
    expect(await deletionOf(other)).toMatchObject({ state: 'completed', heldSince: null });
    expect(await found({ writtenByOther })).toEqual({});
  }, 60_000);
});
