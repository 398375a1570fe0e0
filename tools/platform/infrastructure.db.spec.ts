import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Infrastructure, type OwnInfrastructure } from './infrastructure.js';
import { findPlatformDatabase, withPlatformDatabase } from './platform-database.js';
import type { PlatformFolder } from './platform-folder.js';
import { claimPortBlock, type PortBlock } from './ports.js';
import { Secrets } from './secrets.js';

let root: string;
let ports: PortBlock;

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'guildhall-infrastructure-'));
  ports = await claimPortBlock(root);
});

afterEach(async () => {
  await ports.release();
  rmSync(root, { recursive: true, force: true });
});

function folder(): PlatformFolder {
  const names = [
    'secrets',
    'postgres',
    'redis',
    'mailbox',
    'storage',
    'dataKeys',
    'spool',
    'work',
    'logs',
    'state',
  ] as const;
  const paths = Object.fromEntries(names.map((name) => [name, path.join(root, name)]));
  return { environment: 'test', root, ...paths } as PlatformFolder;
}

const start = (own: OwnInfrastructure = {}) =>
  Infrastructure.start({ folder: folder(), ports, secrets: new Secrets(folder().secrets), own, syncToDisk: false });

async function ask<T>(url: string, sql: string): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, T>>({ text: sql });
    return rows.map((row) => Object.values(row)[0])[0];
  } finally {
    await client.end();
  }
}

describe('what the services stand on', () => {
  it('keeps everything when its servers are restarted, at the same addresses', async () => {
    const infrastructure = await start();
    try {
      const { adminUrl, redisUrl } = infrastructure;
      await ask(adminUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
      const before = new Redis(redisUrl, { disconnectTimeout: 50 });
      await before.set('kept', 'yes');
      before.disconnect();

      await Promise.all([infrastructure.restartPostgres(), infrastructure.restartRedis()]);

      expect([infrastructure.adminUrl, infrastructure.redisUrl]).toEqual([adminUrl, redisUrl]);
      expect(await ask(adminUrl, 'SELECT one FROM kept')).toBe(1);
      const after = new Redis(redisUrl, { disconnectTimeout: 50 });
      expect(await after.get('kept')).toBe('yes');
      after.disconnect();
    } finally {
      await infrastructure.stop();
    }
  });

  it('leaves out what the user runs, each part by itself', async () => {
    const own = { REDIS_URL: 'redis://redis.example:6379', DATABASE_URL: 'postgres://admin@db.example/guildhall' };
    const infrastructure = await start(own);
    try {
      expect(infrastructure.embeddedParts).toEqual(['mailbox']);
      expect([infrastructure.redisUrl, infrastructure.adminUrl]).toEqual([own.REDIS_URL, own.DATABASE_URL]);
      expect(existsSync(folder().postgres)).toBe(false);
    } finally {
      await infrastructure.stop();
    }
  });

  it('leaves nothing running when one part cannot start', async () => {
    const taken = await start({ REDIS_URL: 'redis://127.0.0.1:1', DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    try {
      await expect(start()).rejects.toThrow(/EADDRINUSE/);
      expect(findPlatformDatabase(folder(), {})).toBeNull();
    } finally {
      await taken.stop();
    }
  });

  it('lends its database to a command, running or not', async () => {
    const infrastructure = await start();
    await ask(infrastructure.adminUrl, 'CREATE TABLE kept AS SELECT 5 AS five');
    const read = () => withPlatformDatabase(folder(), {}, (adminUrl) => ask(adminUrl, 'SELECT five FROM kept'));
    expect(await read()).toBe(5);
    expect(await ask(infrastructure.adminUrl, 'SELECT 1')).toBe(1);
    await infrastructure.stop();
    expect(await read()).toBe(5);
    expect(findPlatformDatabase(folder(), {})).toBeNull();
  });

  it('has no database for a command before the first start', async () => {
    await expect(withPlatformDatabase(folder(), {}, async () => 'reached')).rejects.toThrow(/npm start makes it/);
  });
});
