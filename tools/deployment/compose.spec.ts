import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { databaseRoles } from '@guildhall/database';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { projectRoot } from '../platform/platform-folder.js';
import { composeSchema } from './compose.schema.js';
import { deployedServices, settingsOfService } from './service-settings.js';

interface ComposeService {
  image: string;
  build?: object;
  restart: string;
  command?: string[];
  healthcheck?: object;
  environment?: Record<string, string>;
  volumes?: string[];
  configs?: { source: string }[];
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, ComposeService>;
  volumes: Record<string, null>;
  configs: Record<string, object>;
}

const text = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
const read = (source: string) => parse(source, { merge: true, uniqueKeys: true }) as Compose;
const compose = read(text);
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(composeSchema);
const ours = Object.entries(compose.services).filter(([, { environment }]) => environment?.['SERVICE']);

describe('docker-compose.yml', () => {
  it('holds nothing that Compose does not know', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['a misspelt key', '    restart: unless-stopped', '    restrat: unless-stopped'],
    ['an unknown policy', 'restart: unless-stopped', 'restart: sometimes'],
    ['a duration without unit', 'interval: 5s', 'interval: 5'],
    ['a number as a setting', "PORT: '3000'", 'PORT: 3000'],
  ])('would be refused for %s', (_what, right, wrong) => {
    expect(text).toContain(right);
    expect(validate(read(text.replace(right, wrong)))).toBe(false);
  });

  it('names only volumes, configs and services that it has', () => {
    for (const { volumes = [], configs = [], depends_on = {} } of Object.values(compose.services)) {
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
      for (const { source } of configs) expect(compose.configs).toHaveProperty(source);
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(compose.services).toHaveProperty(name);
        const other = compose.services[name]!;
        if (condition === 'service_healthy') expect(other.healthcheck).toBeDefined();
        // A service that is started again after success never counts as completed.
        if (condition === 'service_completed_successfully') expect(other.restart).toBe('on-failure');
      }
    }
  });

  it('runs every service, with all its roles', () => {
    expect(new Set(ours.map(([, { environment }]) => environment!['SERVICE']))).toEqual(new Set(deployedServices));
    const roles = ours.flatMap(([, { environment }]) =>
      environment!['SERVICE'] === 'interviews' ? environment!['ROLES']!.split(',') : [],
    );
    expect(roles.sort()).toEqual(['api', 'follower', 'worker']);
  });

  it.each(ours)('gives %s the settings that it reads, and no others', async (_name, { environment }) => {
    const settings = await settingsOfService(environment!['SERVICE'] as (typeof deployedServices)[number]);
    if (!settings) return;
    const given = Object.keys(environment!);
    expect(given.filter((name) => !settings.known.has(name))).toEqual([]);
    expect([...settings.required].filter((name) => !given.includes(name))).toEqual([]);
  });

  it('gives the migrations a password for every role', () => {
    const given = Object.keys(compose.services['migrations']!.environment!);
    const passwords = databaseRoles.map((role) => `DATABASE_PASSWORD_${role.toUpperCase()}`);
    expect(given.sort()).toEqual(['DATABASE_URL', ...passwords].sort());
  });

  it('asks for no variable that the set-up does not make', () => {
    const made = execFileSync(path.join(projectRoot, 'docker/make-env.sh'), { encoding: 'utf8' });
    const names = new Set([...made.matchAll(/^([A-Z_0-9]+)=/gm)].map(([, name]) => name));
    const required = [...text.matchAll(/\$\{([A-Z_0-9]+):\?/g)].map(([, name]) => name);
    expect(required.filter((name) => !names.has(name))).toEqual([]);
  });

  it('shares the spool and the keys between those who receive, read and move recordings', () => {
    for (const name of ['gateway', 'interviews', 'interviews-worker']) {
      expect(compose.services[name]!.volumes).toEqual(
        expect.arrayContaining(['spool:/var/lib/guildhall/spool', 'data-keys:/var/lib/guildhall/data-keys']),
      );
    }
  });
});
