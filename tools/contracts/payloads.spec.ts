import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as accounts from '@guildhall/messages/accounts';
import * as applicants from '@guildhall/messages/applicants';
import { type ClassOf, type EventDefinition, type JobDefinition, jsonPayload } from '@guildhall/messages/contract';
import * as contracts from '@guildhall/messages/contracts';
import * as ownEvents from '@guildhall/messages/events';
import * as interviews from '@guildhall/messages/interviews';
import * as payroll from '@guildhall/messages/payroll';
import { getMetadataStorage } from 'class-validator';
import { type GoldenEvent, type GoldenJob, type GoldenPayload, readGolden } from './golden-payloads.js';

const root = path.join(import.meta.dirname, '../..');

const events = [accounts, applicants, interviews, contracts, payroll, ownEvents]
  .flatMap((messages) => Object.values<unknown>(messages))
  .filter((exported) => looksLike<EventDefinition<object>>(exported, ['producer', 'type', 'payload']));
const jobs = await declaredJobs();

describe('the payload of every event', () => {
  const golden = readGolden<GoldenEvent>('events');

  it('has its golden file, and every file its event', () => {
    expect(events.map(({ producer, type }) => [type, producer]).sort()).toEqual(
      [...golden.values()].map(({ producer, type }) => [type, producer]).sort(),
    );
    expect([...golden].filter(([name, { type }]) => name !== type)).toEqual([]);
  });

  it.each(events.map((event) => [event.type, event]))('%s is only ever added to', (type, { payload }) => {
    expectAdditiveOnly(payload, golden.get(type)!);
  });

  it('stands in the catalogue with all its fields', () => {
    const rows = readFileSync(path.join(root, 'docs/events.md'), 'utf8').split('\n');
    for (const { type, payload } of events) {
      const row = rows.find((line) => line.startsWith(`| \`${type}\` |`));
      expect([type, row]).toEqual([type, expect.any(String)]);
      const missing = fieldsOf(payload).filter((field) => !row!.includes(`\`${field}\``));
      expect([type, missing]).toEqual([type, []]);
    }
    const described = rows.flatMap((line) => /^\| `([a-z_]+\.[a-z_]+)` \|/.exec(line)?.[1] ?? []);
    expect(described.sort()).toEqual(events.map(({ type }) => type).sort());
  });

  it('names people by ids alone', () => {
    const personal = /name|mail|phone|address|birth|score$|total|url|link|token|code$/i;
    const suspects = events.flatMap(({ type, payload }) =>
      fieldsOf(payload)
        .filter((field) => personal.test(field))
        .map((field) => `${type}.${field}`),
    );
    // A reason code is a word of ours, not of a person.
    expect(suspects.filter((suspect) => !suspect.endsWith('.reasonCode'))).toEqual([]);
  });
});

describe('the payload of every job', () => {
  const golden = readGolden<GoldenJob>('jobs');

  it('has its golden file, and every file its job', () => {
    expect(jobs.map(({ name, service, queue }) => [name, service, queue]).sort()).toEqual(
      [...golden].map(([name, { service, queue }]) => [name, service, queue]).sort(),
    );
    expect([...golden].filter(([file, { name }]) => file !== name)).toEqual([]);
  });

  it.each(jobs.map((job) => [job.name, job]))('%s is only ever added to', (name, { payload }) => {
    expectAdditiveOnly(payload, golden.get(name)!);
  });
});

describe('the check itself', () => {
  it('finds a removed, a renamed and a newly required field, and a word that is no longer allowed', () => {
    const { payload } = interviews.interviewHumanPath;
    const { samples, values } = readGolden<GoldenEvent>('events').get('interview.human_path')!;
    const [sample] = samples as [Record<string, unknown>];
    const without = (field: string) => Object.fromEntries(Object.entries(sample).filter(([name]) => name !== field));
    const fails = (golden: GoldenPayload) => expect(() => expectAdditiveOnly(payload, golden)).toThrow();
    fails({ samples: [{ ...sample, once: 'there was another field' }] });
    fails({ samples: [{ ...without('reason'), why: 'asked_for_a_person' }] });
    fails({ samples: [without('openingId'), sample] });
    fails({ samples: [sample], values: { reason: [...values!['reason']!, 'because'] } });
    expectAdditiveOnly(payload, { samples, values: values! });
  });
});

function expectAdditiveOnly(payload: ClassOf<object>, { samples, values = {} }: GoldenPayload): void {
  for (const sample of samples) expect(jsonPayload(payload, sample, 'the sample')).toEqual(sample);
  const last = samples.at(-1)!;
  expect(Object.keys(last).sort()).toEqual(fieldsOf(payload));
  for (const [field, words] of Object.entries(values)) {
    for (const word of words) jsonPayload(payload, { ...last, [field]: word }, `${field} "${word}"`);
  }
}

function fieldsOf(payload: ClassOf<object>): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(payload, '', true, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))].sort();
}

/** By the house's rule they live in files called `*.job.ts` or `*.jobs.ts`. */
async function declaredJobs(): Promise<JobDefinition<object>[]> {
  const files = readdirSync(path.join(root, 'apps'), { recursive: true, encoding: 'utf8' });
  const found: JobDefinition<object>[] = [];
  for (const file of files.filter((name) => /\.jobs?\.ts$/.test(name)).sort()) {
    const exported: unknown[] = Object.values(await import(path.join(root, 'apps', file)));
    found.push(...exported.filter((one) => looksLike<JobDefinition<object>>(one, ['queue', 'name', 'payload'])));
  }
  return found;
}

function looksLike<T extends object>(exported: unknown, keys: string[]): exported is T {
  return typeof exported === 'object' && exported !== null && keys.every((key) => key in exported);
}
