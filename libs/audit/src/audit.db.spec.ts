import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Actor, newId } from '@guildhall/messages/contract';
import { type TestDatabase, testDatabase, waitFor } from '@guildhall/testing';
import pg from 'pg';
import { auditSchema } from './audit.schema.js';
import { AuditHeads } from './audit-heads.js';
import { AuditLog } from './audit-log.js';
import { AuditSealer } from './audit-sealer.js';
import { verifyAudit } from './verify-audit.js';

const at = new Date('2026-01-05T09:00:00.123Z');
const staff: Actor = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
const log = new AuditLog();
const logger = { warn: (_facts: object, message: string) => Promise.reject(new Error(message)) };

let test: TestDatabase;
let sealer: AuditSealer;
let superuser: pg.Client;

beforeEach(async () => {
  test = await testDatabase('applicants', auditSchema);
  sealer = new AuditSealer({ service: 'applicants', database: test.database, logger });
  superuser = new pg.Client(test.adminUrl);
  await superuser.connect();
  await superuser.query('SET search_path = applicants');
});

afterEach(async () => {
  await superuser?.end();
  await test?.drop();
});

async function record(count: number, subject = newId('app')): Promise<void> {
  for (let n = 1; n <= count; n++) {
    const details = { to: 'review', n, 'ключ "quoted"': [1.5, null, { b: true, a: 1e21 }], none: undefined, when: at };
    await test.database.transaction((tx) =>
      log.record(tx, { action: 'application.advanced', subject, actor: staff, details }, at),
    );
  }
}

const verify = () => verifyAudit(test.database.dataSource);

describe('The audit chain', () => {
  it('holds over sealed entries, with and without details', async () => {
    await record(5);
    await test.database.transaction((tx) => log.record(tx, { action: 'a.b', subject: 's', actor: staff }, at));
    expect(await sealer.seal()).toBe(6);
    expect(await verify()).toEqual({ entries: 6, sealed: 6, firstBroken: null });
  });

  it('says nothing of what was rolled back', async () => {
    const failing = test.database.transaction(async (tx) => {
      await log.record(tx, { action: 'a.b', subject: 's', actor: staff }, at);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await sealer.seal()).toBe(0);
  });

  it('gives each entry one place when two sealers and many writers work at once', async () => {
    const second = new AuditSealer({ service: 'applicants', database: test.database, logger });
    const writers = Promise.all(Array.from({ length: 8 }, () => record(25)));
    let done = false;
    const sealers = [sealer, second].map(async (each) => {
      while (!done) await each.seal();
    });
    await writers;
    done = true;
    await Promise.all(sealers);
    await sealer.seal();
    expect(await verify()).toEqual({ entries: 200, sealed: 200, firstBroken: null });
  });

  it('goes on after the sealer starts anew, in rounds that it makes by itself', async () => {
    await record(2);
    await sealer.seal();
    const next = new AuditSealer({ service: 'applicants', database: test.database, logger, everyMs: 5 });
    next.start();
    await record(2);
    await waitFor(async () => (await verify()).sealed === 4);
    await record(1);
    await next.close();
    expect(await verify()).toEqual({ entries: 5, sealed: 5, firstBroken: null });
  });

  it('stays whole when details are erased, and keeps nothing of them', async () => {
    const subject = newId('app');
    await record(3, subject);
    await record(1);
    await sealer.seal();
    await test.database.transaction((tx) => log.eraseDetails(tx, { subject, actor: staff }, at));
    await sealer.seal();
    expect(await verify()).toEqual({ entries: 5, sealed: 5, firstBroken: null });
    const { rows } = await superuser.query(
      'SELECT details, salt FROM audit_entry WHERE subject = $1 AND action <> $2',
      [subject, 'audit.details_erased'],
    );
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ details: null, salt: null })));
  });
});

describe('Somebody who tampers with the audit log as a superuser', () => {
  const third = '(SELECT entry_id FROM audit_seal WHERE position = 3)';
  const forgeries: [what: string, sql: string, position: number | null, reason: RegExp][] = [
    ['edits an actor', `UPDATE audit_entry SET actor = 'staff:per_x' WHERE id = ${third}`, 3, /edited/],
    [
      'moves a time by a microsecond',
      `UPDATE audit_entry SET at = at + interval '1 us' WHERE id = ${third}`,
      3,
      /edited/,
    ],
    [
      'edits details',
      `UPDATE audit_entry SET details = '{"to":"offer"}' WHERE id = ${third}`,
      3,
      /details were edited/,
    ],
    [
      'removes details without a record',
      `UPDATE audit_entry SET details = NULL, salt = NULL WHERE id = ${third}`,
      3,
      /no erasure was recorded/,
    ],
    ['deletes an entry', `DELETE FROM audit_entry WHERE id = ${third}`, 3, /entry was deleted/],
    ['deletes a seal', 'DELETE FROM audit_seal WHERE position = 3', 3, /seal of this position was deleted/],
    [
      'deletes an entry with its seal and closes the gap',
      `DELETE FROM audit_entry WHERE id = ${third}; DELETE FROM audit_seal WHERE position = 3;
       UPDATE audit_seal SET position = position - 1 WHERE position = 4;
       UPDATE audit_seal SET position = position - 1 WHERE position = 5`,
      3,
      /links changed places/,
    ],
    [
      'lets two entries change places',
      `UPDATE audit_seal SET position = -3 WHERE position = 3; UPDATE audit_seal SET position = 3 WHERE position = 4;
       UPDATE audit_seal SET position = 4 WHERE position = -3`,
      3,
      /links changed places/,
    ],
    ['deletes the first seal', 'DELETE FROM audit_seal WHERE position = 1', 1, /seal of this position was deleted/],
    ['deletes the last seal', 'DELETE FROM audit_seal WHERE position = 5', null, /its seal was deleted/],
  ];

  it.each(forgeries)('%s, and the first broken link is named', async (_what, sql, position, reason) => {
    await record(5);
    await sealer.seal();
    await superuser.query(sql);
    const { firstBroken } = await verify();
    expect(firstBroken).toMatchObject({ position, reason: expect.stringMatching(reason) });
  });

  it('cuts the end off, or writes it anew, and the kept head shows it', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'guildhall-heads-'));
    try {
      const heads = new AuditHeads(folder);
      sealer = new AuditSealer({ service: 'applicants', database: test.database, logger, heads });
      await record(5);
      await sealer.seal();
      const head = await heads.last('applicants');
      expect(head).toMatchObject({ service: 'applicants', position: 5 });
      const { dataSource } = test.database;
      expect((await verifyAudit(dataSource, head)).firstBroken).toBeNull();

      await superuser.query('DELETE FROM audit_entry WHERE id = (SELECT entry_id FROM audit_seal WHERE position = 5)');
      await superuser.query('DELETE FROM audit_seal WHERE position = 5');
      expect((await verifyAudit(dataSource, null)).firstBroken).toBeNull();
      expect((await verifyAudit(dataSource, head)).firstBroken).toMatchObject({ position: 5 });

      await record(1);
      await new AuditSealer({ service: 'applicants', database: test.database, logger }).seal();
      expect((await verifyAudit(dataSource, head)).firstBroken).toMatchObject({
        position: 5,
        reason: expect.stringMatching(/written anew/),
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('A stolen connection of the service', () => {
  it('can neither change, delete nor drop what was recorded', async () => {
    const attacks = [
      `UPDATE audit_entry SET actor = 'x'`,
      'UPDATE audit_entry SET at = now()',
      'DELETE FROM audit_entry',
      'TRUNCATE audit_entry',
      `UPDATE audit_seal SET hash = 'x'`,
      'DELETE FROM audit_seal',
      'DROP TABLE audit_seal',
      'ALTER TABLE audit_entry DISABLE TRIGGER ALL',
    ];
    for (const sql of attacks) {
      await expect(test.database.dataSource.query(sql)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});
