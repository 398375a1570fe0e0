import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { platformFolder } from './platform-folder.js';
import { Secrets } from './secrets.js';
import { serviceEnvironment } from './service-environment.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-secrets-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const addresses = {
  databaseUrls: {
    accounts: 'postgres://a',
    applicants: 'postgres://b',
    interviews: 'postgres://c',
    contracts: 'postgres://contracts',
    payroll: 'postgres://payroll',
    events: 'postgres://d',
  },
  redisUrl: 'redis://127.0.0.1:21001',
  smtpUrl: 'smtp://127.0.0.1:21002',
  bankUrl: null,
  mailboxUrl: null,
  publicUrl: 'http://localhost:3000',
  httpPort: 3000,
  operationsPort: 21020,
};

const environment = (own: NodeJS.ProcessEnv = {}) =>
  serviceEnvironment(platformFolder('demo'), new Secrets(directory), addresses, own);

describe('the environment of the services', () => {
  it('gives each service the way to its own schema only', () => {
    expect(environment()).toMatchObject({ DATABASE_URL_ACCOUNTS: 'postgres://a', DATABASE_URL_EVENTS: 'postgres://d' });
    expect(environment()).not.toHaveProperty('DATABASE_URL');
  });

  it('keeps the keys that it generated, readable by their owner only', () => {
    const first = environment();
    expect(first['ENVELOPE_KEYS']).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
    expect(environment()).toEqual(first);
    expect(statSync(path.join(directory, 'envelope-keys')).mode & 0o777).toBe(0o600);
  });

  it('passes on what the user set, but neither the administrator of the database nor the settings of npm', () => {
    const own = {
      JUDGE_PASSES: '3',
      DATABASE_URL: 'postgres://admin@db.example/x',
      npm_config_prefix: '/x',
      PORT: '1',
    };
    const given = environment(own);
    expect(given).toMatchObject({ JUDGE_PASSES: '3', PORT: '3000' });
    expect(Object.values(given)).not.toContain(own.DATABASE_URL);
    expect(given).not.toHaveProperty('npm_config_prefix');
  });

  it('names a folder for recordings only where the user has no bucket', () => {
    expect(environment()).toHaveProperty('STORAGE_DIRECTORY');
    expect(environment({ S3_BUCKET: 'recordings' })).not.toHaveProperty('STORAGE_DIRECTORY');
  });

  it('lets the user say whom mails come from', () => {
    expect(environment({ MAIL_FROM: 'jobs@acme.example' })['MAIL_FROM']).toBe('jobs@acme.example');
  });
});
