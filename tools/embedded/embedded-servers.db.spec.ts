import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { claimPortBlock, type PortBlock } from '../platform/ports.js';
import { type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.js';
import { startEmbeddedRedis } from './embedded-redis.js';
import { nobodyAccount } from './postgres-account.js';

let root: string;
let ports: PortBlock;

beforeEach(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'guildhall-embedded-'));
  ports = await claimPortBlock(root);
});

afterEach(async () => {
  await ports.release();
  rmSync(root, { recursive: true, force: true });
});

const postgresOptions = (): EmbeddedPostgresOptions => ({
  directory: path.join(root, 'postgres'),
  port: ports.at(0),
  syncToDisk: false,
});

async function ask<T>(url: string, sql: string): Promise<T | undefined> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, T>>({ text: sql })).rows.map((row) => Object.values(row)[0])[0];
  } finally {
    await client.end();
  }
}

describe('the embedded Postgres', () => {
  it('keeps its data and its password from one start to the next', async () => {
    const first = await startEmbeddedPostgres(postgresOptions());
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await ask(first.adminUrl, 'SHOW data_checksums')).toBe('on');
    await first.stop();

    const second = await startEmbeddedPostgres(postgresOptions());
    try {
      expect(second.adminUrl).toBe(first.adminUrl);
      expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toBe(42);
    } finally {
      await second.stop();
    }
  });

  it('keeps its generated password from everybody else and refuses a wrong one', async () => {
    const postgres = await startEmbeddedPostgres(postgresOptions());
    try {
      expect(statSync(path.join(root, 'secrets/postgres-superuser')).mode & 0o777).toBe(0o600);
      await expect(ask(postgres.url('postgres', 'postgres', 'guess'), 'SELECT 1')).rejects.toThrow(/password/);
    } finally {
      await postgres.stop();
    }
  });

  it('is adopted by a second start in the same directory, which does not stop it', async () => {
    const owner = await startEmbeddedPostgres(postgresOptions());
    try {
      const guest = await startEmbeddedPostgres({ ...postgresOptions(), port: ports.at(5) });
      expect([guest.adopted, guest.pid, guest.port]).toEqual([true, owner.pid, owner.port]);
      await guest.stop();
      expect(await ask(owner.adminUrl, 'SELECT 1')).toBe(1);
    } finally {
      await owner.stop();
    }
  });

  it('starts again after having been killed', async () => {
    const first = await startEmbeddedPostgres(postgresOptions());
    await ask(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS answer');
    process.kill(first.pid, 'SIGKILL');
    const second = await startEmbeddedPostgres(postgresOptions());
    try {
      expect(await ask(second.adminUrl, 'SELECT answer FROM kept')).toBe(7);
    } finally {
      await second.stop();
    }
  });

  it('says why when its port is taken', async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(ports.at(0), '127.0.0.1', resolve));
    try {
      await expect(startEmbeddedPostgres(postgresOptions())).rejects.toThrow(/Address already in use/);
    } finally {
      stranger.closeAllConnections();
      stranger.close();
    }
  });

  const canBecomeNobody = process.getuid?.() === 0;
  (canBecomeNobody ? it : it.skip)(
    'runs as nobody where user namespaces are blocked (tried by root only)',
    async () => {
      const postgres = await startEmbeddedPostgres({ ...postgresOptions(), account: nobodyAccount });
      try {
        expect(await ask(postgres.adminUrl, 'SELECT 1')).toBe(1);
        expect(spawnSync('stat', ['-c', '%U', `/proc/${postgres.pid}`], { encoding: 'utf8' }).stdout.trim()).toBe(
          'nobody',
        );
      } finally {
        await postgres.stop();
      }
    },
  );
});

describe('the embedded Redis', () => {
  const options = () => ({ directory: path.join(root, 'redis'), port: ports.at(1) });

  it('keeps what it acknowledged from one start to the next, and asks for its password', async () => {
    const first = await startEmbeddedRedis(options());
    const client = new Redis(first.url, { disconnectTimeout: 50 });
    await client.set('kept', 'yes');
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    client.disconnect();
    await first.stop();

    const second = await startEmbeddedRedis(options());
    const again = new Redis(second.url, { disconnectTimeout: 50 });
    const stranger = new Redis(second.port, '127.0.0.1', {
      lazyConnect: true,
      disconnectTimeout: 50,
      retryStrategy: () => null,
    });
    const refusal = new Promise<Error>((resolve) => stranger.once('error', resolve));
    try {
      expect(await again.get('kept')).toBe('yes');
      await expect(stranger.connect()).rejects.toThrow();
      expect((await refusal).message).toMatch(/NOAUTH/);
    } finally {
      again.disconnect();
      stranger.disconnect();
      await second.stop();
    }
  });

  it('is adopted by a second start in the same directory, which does not stop it', async () => {
    const owner = await startEmbeddedRedis(options());
    try {
      const guest = await startEmbeddedRedis({ ...options(), port: ports.at(6) });
      expect([guest.adopted, guest.pid, guest.port]).toEqual([true, owner.pid, owner.port]);
      await guest.stop();
      expect(existsSync(`/proc/${owner.pid}`)).toBe(true);
    } finally {
      await owner.stop();
    }
  });

  it('never speaks to a Redis of somebody else on its port', async () => {
    const stranger = await startEmbeddedRedis({ directory: path.join(root, 'stranger'), port: ports.at(1) });
    try {
      await expect(startEmbeddedRedis(options())).rejects.toThrow(/Address already in use|another Redis/);
    } finally {
      await stranger.stop();
    }
  });
});
