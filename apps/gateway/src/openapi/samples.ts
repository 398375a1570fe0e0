import type { IdPrefix } from '@guildhall/messages/contract';
import { idParameters } from '../request/id-parameters.js';
import type { Schemas } from './complete-operation.js';

type Schema = Schemas[string];

const idPrefixes: Record<string, IdPrefix> = {
  ...idParameters,
  personId: 'per',
  decidedBy: 'per',
  reviewerId: 'per',
  answerId: 'ans',
  chosenTakeId: 'tak',
  rankingId: 'rnk',
};

/** Values that a reader takes for real, by the name of the property. */
const samples: Record<string, unknown> = {
  email: 'ada@example.org',
  displayName: 'Ada Example',
  name: 'Ada Example',
  password: 'correct horse battery staple',
  currentPassword: 'one-time-password',
  newPassword: 'correct horse battery staple',
  code: '482913',
  token: 'ghs_4Yh0b1rJ2m8T0c7xWfQ5n3VtZk6uLpA9sDeRgHiXoB8',
  region: 'US-NY',
  places: ['US-NY'],
  jurisdictions: ['US-NY'],
  countries: ['US', 'CA'],
  country: 'US',
  language: 'en',
  languages: ['en'],
  title: 'Financial analyst',
  description: 'Reviews financial models of confidential projects, some ten hours a week.',
  minimumMinor: '6000',
  maximumMinor: '9000',
  currency: 'USD',
  interviewDeadlineDays: 7,
  transcriptCheckHours: 48,
  aiDailyCapMicros: 20_000_000,
  day: '2026-01-05',
  spentMicros: '7347000',
  capMicros: '20000000',
  defaultCapMicros: '50000000',
  queue: 'transcription',
  oldestWaitingSeconds: 720,
  requirements: ['Three years of financial modelling'],
  reasonCode: 'strong_evidence',
  outcome: 'upheld',
  note: 'Clear about the assumptions of the model.',
  kind: 'advance',
  scopes: ['events:read'],
  roles: ['recruiter'],
  textVersion: '1',
  agreed: true,
  bytes: 1_048_576,
  questionId: 'q1',
  question: 'q1',
  text: 'First I would look at the drivers of revenue.',
  profession: 'Physician',
  document: { format: 1, questions: [], criteria: [], indicators: [] },
  types: 'application.*',
  prefix: 'ghk_4Yh0b1rJ',
  key: 'ghk_4Yh0b1rJ2m8T0c7xWfQ5n3VtZk6uLpA9sDeRgHiXoB8',
  url: 'https://hiring.example/v1/media/…',
  total: '3.85',
  standardError: '0.31',
  low: '3.45',
  high: '4.25',
  level: 4,
  stage: 'evaluated',
  state: 'submitted',
  engine: 'openai',
  model: 'gpt-5-mini',
  quote: 'I would look at the drivers of revenue',
  criterion: 'analysis',
  criterionId: 'analysis',
  indicator: 'names_drivers',
  reviewReasons: [],
  flags: ['confidence_low'],
  weight: 100,
  holdReasons: [],
  unansweredQuestions: [],
  reasons: ['off_topic'],
  reason: 'The answers do not speak to the questions.',
  problem: null,
  nextCursor: null,
  correlationId: 'req_0190a1b2c3d47e8f9a0b1c2d3e4f5a6b',
  correlationid: 'req_0190a1b2c3d47e8f9a0b1c2d3e4f5a6b',
  causationid: null,
};

const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const moment = '2026-01-05T09:00:00.000Z';
const deepest = 16;
const idPattern = /^\^([a-z]{3})_\[0-9a-f]\{32}\$$/;

/** The schemas whose own id is called `id`. */
const idOfSchema: Record<string, IdPrefix> = {
  ...{ Application: 'app', NamedApplication: 'app', NamedStaffApplication: 'app', Decision: 'dec' },
  ...{ MyApplication: 'app', ApplicationWithTimeline: 'app', OfferMade: 'off', PublicOpening: 'opn' },
  ...{ Opening: 'opn', StaffOpening: 'opn', Plan: 'pln', PlanVersion: 'plv', PlanVersionSummary: 'plv' },
  ...{ Interview: 'int', InterviewSummary: 'int', Answer: 'ans', Take: 'tak', StartedTake: 'tak' },
  ...{ Transcript: 'trs', Scorecard: 'scr', FeedEvent: 'evt', ParkedEvent: 'evt', ParkedJob: 'job' },
  ...{ Webhook: 'whk', WebhookWithSecret: 'whk', WebhookDelivery: 'dlv' },
  ...{ StaffMember: 'per', ApiKey: 'key', ApiKeyCreated: 'key' },
};

/** Where the edge shows a name in the place of an id. */
const names: ReadonlySet<string> = new Set(['TimelineStep.decidedBy', 'NamedDecision.decidedBy']);

export function idPrefixOf(schema: string, property: string): IdPrefix | undefined {
  if (names.has(`${schema}.${property}`)) return undefined;
  return property === 'id' ? idOfSchema[schema] : idPrefixes[property];
}

export function sampleId(prefix: string): string {
  return `${prefix}_0190a1b2c3d47e8f9a0b1c2d3e4f5a6b`;
}

/** An example of a schema; the same on every run. */
export function sampleFor(schema: Schema, schemas: Schemas, property = '', depth = 0): unknown {
  if (samples[property] === null) return null;
  if ('$ref' in schema) {
    const name = schema.$ref.split('/').at(-1)!;
    return sampleFor(schemas[name]!, schemas, property, depth + 1);
  }
  if (schema.example !== undefined) return schema.example;
  if (depth > deepest) return null;
  const [inner] = schema.allOf ?? schema.oneOf ?? schema.anyOf ?? [];
  if (inner) return sampleFor(inner, schemas, property, depth + 1);
  if (schema.enum) return sampleOfEnum(schema.enum, property);
  const type = ([schema.type].flat() as (string | undefined)[])[0];
  switch (type) {
    case 'object':
      return sampleOfObject(schema, schemas, property, depth);
    case 'array':
      return samples[property] ?? [sampleFor(schema.items ?? { type: 'string' }, schemas, property, depth + 1)];
    case 'string':
      return sampleOfText(schema, property);
    case 'boolean':
      return samples[property] ?? false;
    case 'number':
    case 'integer':
      return samples[property] ?? schema.minimum ?? 1;
    default:
      return samples[property] ?? null;
  }
}

function sampleOfObject(schema: Exclude<Schema, { $ref: string }>, schemas: Schemas, property: string, depth: number) {
  if (samples[property] !== undefined && !schema.properties) return samples[property];
  const entries = Object.entries(schema.properties ?? {});
  return Object.fromEntries(entries.map(([name, inner]) => [name, sampleFor(inner, schemas, name, depth + 1)]));
}

function sampleOfEnum(values: unknown[], property: string): unknown {
  const wanted = [samples[property]].flat()[0];
  return values.includes(wanted) ? wanted : values[0];
}

function sampleOfText(schema: Exclude<Schema, { $ref: string }>, property: string): string {
  const sample = samples[property];
  if (typeof sample === 'string') return sample;
  const prefix = idPattern.exec(schema.pattern ?? '')?.[1];
  if (prefix !== undefined) return sampleId(prefix);
  if (/sha256$/i.test(property)) return sha256;
  if (schema.format === 'date-time') return moment;
  return property === '' ? 'text' : property;
}
