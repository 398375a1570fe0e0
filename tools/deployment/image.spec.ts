import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { planTemplateFolder } from '../../apps/interviews/src/plan/plan-template-library.js';
import { projectRoot } from '../platform/platform-folder.js';
import { kubernetesObjects, podOf } from './kubernetes-objects.js';
import { deployedServices } from './service-settings.js';

const at = (file: string) => path.join(projectRoot, file);
const dockerfile = readFileSync(at('docker/Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
const instructions = dockerfile.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('the image', () => {
  it('is made by instructions that Docker knows', () => {
    const known = /^(FROM|WORKDIR|COPY|RUN|ENV|USER|CMD) /;
    expect(instructions.filter((line) => !known.test(line))).toEqual([]);
  });

  it('copies only what the repository has and the build is given', () => {
    const ignored = readFileSync(at('.dockerignore'), 'utf8').split('\n');
    const sources = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(sources).toContain('package-lock.json');
    expect(sources.filter((source) => !existsSync(at(source)) || ignored.includes(source))).toEqual([]);
  });

  it('is built with every file that a service reads beside its code', () => {
    const { compilerOptions } = JSON.parse(readFileSync(at('nest-cli.json'), 'utf8')) as {
      compilerOptions: { assets: string[] };
    };
    expect(compilerOptions.assets).toEqual([`${path.relative(projectRoot, planTemplateFolder)}/*.json`]);
  });

  it('does not run as root', () => {
    expect(instructions.at(-2)).toBe('USER node');
  });

  it('starts every service, and says which there are when none is named', () => {
    const start = spawnSync(process.execPath, [at('docker/start.mjs')], { env: {}, encoding: 'utf8' });
    expect(start.status).toBe(1);
    expect(start.stderr).toBe(`SERVICE is missing; set it to one of ${deployedServices.join(', ')}.\n`);
    const unknown = spawnSync(process.execPath, [at('docker/start.mjs')], { env: { SERVICE: 'x' }, encoding: 'utf8' });
    expect(unknown.stderr).toContain('SERVICE is none of accounts');
  });

  it('is unhealthy while nobody answers', () => {
    const env = { OPERATIONS_PORT: '9' };
    expect(spawnSync(process.execPath, [at('docker/healthy.mjs')], { env }).status).toBe(1);
  });

  it('holds the program that the migration job runs', () => {
    const job = kubernetesObjects(at('k8s/base')).find(({ kind }) => kind === 'Job')!;
    const program = podOf(job)!.containers[0]!.command!.find((word) => word.startsWith('dist/'))!;
    expect(readFileSync(at('docker-compose.yml'), 'utf8')).toContain(program);
    expect(existsSync(at(program.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
  });
});
