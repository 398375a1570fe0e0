import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigError,
  EnvBoolean,
  EnvGroup,
  EnvInt,
  EnvList,
  EnvOneOf,
  EnvSecret,
  EnvString,
  EnvUrl,
  readConfig,
} from './index.js';

class SampleConfig {
  @EnvUrl('SAMPLE_URL', { protocols: ['postgres'] }) url!: string;
  @EnvInt('SAMPLE_PORT', { min: 1, max: 65_535, default: 3000 }) port!: number;
  @EnvBoolean('SAMPLE_FAST', { default: false }) fast!: boolean;
  @EnvOneOf('SAMPLE_MODE', ['embedded', 'production'] as const, { default: 'embedded' }) mode!:
    | 'embedded'
    | 'production';
  @EnvSecret('SAMPLE_SECRET', { minLength: 8 }) secret!: string;
  @EnvList('SAMPLE_QUEUES', { of: ['a', 'b'], default: [] }) queues!: string[];
  @EnvString('SAMPLE_NOTE', { optional: true }) note!: string | undefined;
}

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(SampleConfig, environment);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    return thrown.problems.map((problem) => problem.name);
  }
}

describe('reading a configuration', () => {
  const good = { SAMPLE_URL: 'postgres://u:hunter2@127.0.0.1/x', SAMPLE_SECRET: 'long enough' };

  it('reads values and fills in defaults', () => {
    expect(readConfig(SampleConfig, { ...good, SAMPLE_QUEUES: 'a, b,' })).toEqual({
      url: good.SAMPLE_URL,
      port: 3000,
      fast: false,
      mode: 'embedded',
      secret: 'long enough',
      queues: ['a', 'b'],
      note: undefined,
    });
  });

  it('reports every problem at once', () => {
    expect(problemsOf({ SAMPLE_PORT: '70000', SAMPLE_FAST: 'maybe', SAMPLE_MODE: 'x', SAMPLE_QUEUES: 'c' })).toEqual([
      'SAMPLE_URL',
      'SAMPLE_PORT',
      'SAMPLE_FAST',
      'SAMPLE_MODE',
      'SAMPLE_SECRET',
      'SAMPLE_QUEUES',
    ]);
  });

  it('never repeats a value in its message', () => {
    expect(() => readConfig(SampleConfig, { SAMPLE_URL: 'mysql://u:hunter2@h/x', SAMPLE_SECRET: 'tiny' })).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/hunter2|tiny/) }),
    );
  });

  it('reads groups of settings that several services share, and reports their problems with the rest', () => {
    class GroupedConfig {
      @EnvString('GROUPED_NAME') name!: string;
      @EnvGroup(SampleConfig) sample!: SampleConfig;
    }
    expect(readConfig(GroupedConfig, { ...good, GROUPED_NAME: 'x' })).toMatchObject({
      name: 'x',
      sample: { port: 3000 },
    });
    expect(() => readConfig(GroupedConfig, { SAMPLE_SECRET: 'long enough' })).toThrow(
      /2 problem.*GROUPED_NAME.*SAMPLE_URL/s,
    );
  });

  it('reads a secret from the file that NAME_FILE names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    writeFileSync(join(folder, 'secret'), 'from a mounted file\n');
    const config = readConfig(SampleConfig, {
      SAMPLE_URL: good.SAMPLE_URL,
      SAMPLE_SECRET_FILE: join(folder, 'secret'),
    });
    rmSync(folder, { recursive: true });
    expect(config.secret).toBe('from a mounted file');
  });
});
