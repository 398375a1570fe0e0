import { type Caller, type Cast, gatherCast } from './support/cast.js';
import { auditEntriesOfStaff, columnNames, databaseContent } from './support/database-content.js';
import { type Exchange, exchange, problemOf, tellingPartsOf } from './support/exchange.js';
import { type House, startHouse, withoutRateLimits } from './support/house.js';
import { answeredNames, letThrough, overfullBodies } from './support/mass-assignment.js';
import {
  ask,
  cameThrough,
  companyParameters,
  inOrderOfHarm,
  isWelcome,
  namedBy,
  owns,
  type Target,
  targets,
  verdictOn,
  welcomeAt,
} from './support/matrix.js';
import { type Operation, readOperations } from './support/operations.js';
import { knownQueries, knownRequests } from './support/requests.js';

/** What staff may read without an entry in the audit log: it says nothing about a person but themselves. */
const impersonal = [
  'GET /v1/me',
  'GET /v1/openings',
  'GET /v1/openings/{openingId}',
  'GET /v1/plans',
  'GET /v1/plans/{planId}',
  'GET /v1/plan-versions/{planVersionId}',
  'GET /v1/plan-versions/{planVersionId}/differences',
  'GET /v1/plan-templates',
  'GET /v1/plan-templates/{planTemplateId}',
  'GET /v1/events',
  'GET /v1/api-keys',
  'GET /v1/projects',
  'GET /v1/projects/{projectId}',
  'GET /v1/contract-templates',
  'GET /v1/pay-runs',
  'GET /v1/pay-runs/{payRunId}',
  'GET /v1/ledger/trial-balance',
  'GET /v1/me/live',
  'GET /v1/webhooks',
  'GET /v1/webhooks/{webhookId}',
  'GET /v1/webhooks/{webhookId}/deliveries',
  'GET /v1/operations/waiting-jobs',
  'GET /v1/operations/spending',
  'GET /v1/operations/parked-jobs',
  'GET /v1/operations/parked-events',
];

describe('the access matrix', () => {
  let house: House;
  let cast: Cast;
  let operations: Operation[];
  /** Every reply that came, by who asked. */
  const heard: { caller: Caller; operation: Operation; reply: Exchange }[] = [];

  beforeAll(async () => {
    house = await startHouse({ settings: withoutRateLimits });
    [operations, cast] = await Promise.all([readOperations(house.anonymous.baseUrl), gatherCast(house)]);
  }, 240_000);

  afterAll(async () => {
    await house?.close();
  });

  async function reply(operation: Operation, caller: Caller, target: Target, id?: string): Promise<Exchange> {
    const asking = { caller, target, ...(id === undefined ? {} : { id }) };
    const answer = await ask(house.anonymous.baseUrl, cast, operation, asking);
    heard.push({ caller, operation, reply: answer });
    return answer;
  }

  it('knows of every operation who may call it, what it touches and how to ask', () => {
    expect(operations.length).toBeGreaterThan(50);
    expect(operations.flatMap(gapsOf)).toEqual([]);
    const names = operations.map(({ name }) => name);
    const known = [...Object.keys(knownRequests), ...Object.keys(knownQueries)];
    expect(known.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('refuses everybody whom the rule does not name, alike for whatever they ask', async () => {
    const leaks: string[] = [];
    const before = await databaseContent(house.adminDatabaseUrl);
    for (const operation of operations) {
      const unwelcome = cast.callers.filter((caller) => verdictOn(operation.access!, caller) !== 'allowed');
      await Promise.all(unwelcome.map(async (caller) => leaks.push(...(await refusalLeaks(operation, caller)))));
    }
    expect(leaks).toEqual([]);
    expect(await databaseContent(house.adminDatabaseUrl)).toEqual(before);
  }, 240_000);

  it('answers for what belongs to others byte for byte as for what does not exist', async () => {
    const leaks: string[] = [];
    const before = await databaseContent(house.adminDatabaseUrl);
    let compared = 0;
    for (const operation of operations.filter((each) => namedBy(each) && !each.access!.anyone)) {
      const welcome = cast.callers.filter((caller) => verdictOn(operation.access!, caller) === 'allowed');
      const found = await Promise.all(welcome.map((caller) => foreignLeaks(operation, caller)));
      compared += welcome.length;
      leaks.push(...found.flat());
    }
    expect(compared).toBeGreaterThan(60);
    expect(leaks).toEqual([]);
    expect(await databaseContent(house.adminDatabaseUrl)).toEqual(before);
  }, 240_000);

  it('hides drafts from the public, and what a broken link would open', async () => {
    for (const operation of operations.filter((each) => namedBy(each) && each.access!.anyone)) {
      for (const caller of cast.callers.slice(0, 2)) {
        const isLink = namedBy(operation)!.type === 'link';
        const hidden = isLink ? await reply(operation, caller, 'malformed') : await draftReply(operation, caller);
        const random = await reply(operation, caller, 'random');
        expect({ [operation.name]: tellingPartsOf(hidden) }).toEqual({ [operation.name]: tellingPartsOf(random) });
      }
    }
  }, 240_000);

  it('takes no property in a body that a client may not choose', async () => {
    const names = [...new Set([...answeredNames(), ...(await columnNames(house.adminDatabaseUrl))])];
    expect(names.length).toBeGreaterThan(150);
    const before = await databaseContent(house.adminDatabaseUrl);
    const taken: string[] = [];
    for (const operation of operations.filter(({ takesJson }) => takesJson)) {
      const caller = welcomeAt(cast, operation);
      for (const overfull of overfullBodies(operation, cast.known, names)) {
        const asking = { caller, target: 'a', body: overfull.body } as const;
        const answer = await ask(house.anonymous.baseUrl, cast, operation, asking);
        const through = letThrough(answer, overfull, names).map(
          (name) => `${operation.name} takes ${overfull.path} ${name}`,
        );
        taken.push(...through);
      }
    }
    expect(taken).toEqual([]);
    expect(await databaseContent(house.adminDatabaseUrl)).toEqual(before);
  }, 240_000);

  it('lets no query and no prototype choose for it either', async () => {
    const names = await columnNames(house.adminDatabaseUrl);
    const query = `?${names.map((name) => `${name}=1`).join('&')}`;
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const caller = welcomeAt(cast, operation);
      const asked = await ask(house.anonymous.baseUrl, cast, operation, { caller, target: 'a', query });
      if (asked.status === 422) continue;
      const plain = await reply(operation, caller, 'a');
      expect({ [operation.name]: asked.body }).toEqual({ [operation.name]: plain.body });
    }
    for (const body of ['{"__proto__":{"roles":["admin"]}}', '{"constructor":{"prototype":{"roles":["admin"]}}}']) {
      const sent = { method: 'POST', path: '/v1/auth/mail-codes', body: Buffer.from(body) };
      const headers = { 'content-type': 'application/json' };
      expect((await exchange(house.anonymous.baseUrl, { ...sent, headers })).status).toBe(400);
    }
  }, 240_000);

  it('refuses a page that is too long, and a cursor that it never gave', async () => {
    for (const operation of operations.filter(
      ({ method, queries }) => method === 'GET' && queries.includes('cursor'),
    )) {
      const caller = welcomeAt(cast, operation);
      const required = knownQueries[operation.name]?.(cast.known) ?? '?';
      for (const query of ['limit=101', 'limit=0', 'limit=x', 'cursor=nonsense', `cursor=${'0'.repeat(32)}x`]) {
        const asked = { caller, target: 'a', query: `${required}&${query}` } as const;
        const { status } = await ask(house.anonymous.baseUrl, cast, operation, asked);
        expect({ [`${operation.name} ${query}`]: status }).toEqual({ [`${operation.name} ${query}`]: 422 });
      }
    }
  }, 240_000);

  it('keeps in the audit log what staff read of people, whatever they read it by', async () => {
    const unkept: string[] = [];
    const reads = operations.filter(({ method, access }) => method === 'GET' && access!.staff.length > 0);
    for (const operation of reads.filter(({ name }) => !impersonal.includes(name))) {
      const caller = cast.callers.find((each) => each.kind === 'staff' && isWelcome(operation, each))!;
      const before = await auditEntriesOfStaff(house.adminDatabaseUrl);
      const { status } = await reply(operation, caller, 'a');
      const isKept = (await auditEntriesOfStaff(house.adminDatabaseUrl)) > before;
      if (status !== 200 || !isKept) unkept.push(`${operation.name} (${status})`);
    }
    expect(unkept).toEqual([]);
    expect(reads.map(({ name }) => name)).toEqual(expect.arrayContaining(impersonal));
  }, 240_000);

  it('lets everybody in who may', async () => {
    const barred: string[] = [];
    for (const operation of inOrderOfHarm(operations)) {
      // Nothing is parked here: an id of parked work cannot be found by anybody.
      if (namedBy(operation)?.parameter === 'jobId') continue;
      const welcome = cast.callers.filter((caller) => isWelcome(operation, caller));
      await Promise.all(
        welcome.map(async (caller) => {
          const answer = await reply(operation, caller, 'a');
          if (!cameThrough(operation, answer)) barred.push(`${lineOf(operation, caller, 'a')}: ${summaryOf(answer)}`);
        }),
      );
    }
    expect(barred).toEqual([]);
  }, 240_000);

  it('tells nobody anything of an applicant whom they have nothing to do with, and no name to those who judge', () => {
    const strangers = ['anonymous', 'applicant B', 'recruiter not on the opening', 'finance'];
    const [email, name, , personId] = cast.secretsOfA as [string, string, string, string];
    const leaks = heard.flatMap(({ caller, operation, reply: { body } }) => {
      // Finance works on everybody's pay, and knows whom by their ids there.
      const isFinances = caller.name === 'finance' && operation.access!.staff.includes('finance');
      const isStranger = strangers.includes(caller.name) && operation.path !== '/v1/media/{token}' && !isFinances;
      // Who judges without names is told none, whatever they ask.
      const isBlind = caller.name === 'reviewer on the opening';
      const nameless = caller.kind === 'system' ? [email, name] : isBlind ? [email, name, personId] : [];
      const secrets = isStranger ? cast.secretsOfA : nameless;
      return secrets
        .filter((secret) => body.includes(secret))
        .map((secret) => `${operation.name} as ${caller.name}: ${secret}`);
    });
    expect(heard.length).toBeGreaterThan(1_500);
    expect([...new Set(leaks)]).toEqual([]);
  });

  async function draftReply(operation: Operation, caller: Caller): Promise<Exchange> {
    return await reply(operation, caller, 'a', cast.draftOpeningId);
  }

  async function refusalLeaks(operation: Operation, caller: Caller): Promise<string[]> {
    const expected = verdictOn(operation.access!, caller);
    const asked = namedBy(operation) ? targets : (['a'] as const);
    const replies = await Promise.all(asked.map((target) => reply(operation, caller, target)));
    return replies.flatMap((answer, index) => [
      ...(isRefusal(operation, answer, expected)
        ? []
        : [`${lineOf(operation, caller, asked[index]!)}: ${summaryOf(answer)}`]),
      ...(sameParts(answer, replies[0]!) ? [] : [`${lineOf(operation, caller, asked[index]!)} differs from its first`]),
    ]);
  }

  async function foreignLeaks(operation: Operation, caller: Caller): Promise<string[]> {
    const named = namedBy(operation)!;
    // In a header a malformed id is a malformed header; only in a path does it name nothing.
    const isInPath = operation.parameters.includes(named.parameter);
    const foreign = targets.filter((target) => !owns(caller, named, target) && (isInPath || target !== 'malformed'));
    const missing = await reply(operation, caller, 'random');
    const replies = await Promise.all(foreign.map((target) => reply(operation, caller, target)));
    return replies.flatMap((answer, index) => {
      // What is the company's hides from nobody who may ask: parked work may say "not parked", and name it.
      if (companyParameters.includes(named.type) && [404, 409].includes(answer.status)) return [];
      if (answer.status === 404 && sameParts(answer, missing)) return [];
      return [
        `${lineOf(operation, caller, foreign[index]!)}: ${summaryOf(answer)}, but missing is ${summaryOf(missing)}`,
      ];
    });
  }
});

/** What an operation has yet to say before it can be tested, each with what to do. */
function gapsOf(operation: Operation): string[] {
  const { name, access, parameters, method, takesJson } = operation;
  if (!access) return [`${name} has no x-access: give its route @Access(…).`];
  const gaps: string[] = [];
  const { ownership } = access;
  const questioned = parameters.filter((parameter) => parameter !== 'questionId');
  const isCompany = questioned.every((parameter) => companyParameters.includes(parameter)) && access.staff.length > 0;
  const isOwned = ownership.kind === 'object' || ownership.kind === 'signing_session';
  if (questioned.length > 0 && !isOwned && !isCompany && method !== 'OPTIONS') {
    gaps.push(`${name} names an object in its path and does not say whose: give its rule { owned: object(…) }.`);
  }
  if (access.applicant && ownership.kind === 'none') {
    gaps.push(`${name} is open to applicants and does not say whose objects it touches: give its rule an ownership.`);
  }
  if (takesJson && !knownRequests[name]?.body) {
    gaps.push(`${name} takes a body: add the least valid one to knownRequests in e2e/support/requests.ts.`);
  }
  return gaps;
}

function isRefusal(operation: Operation, answer: Exchange, expected: string): boolean {
  const status = expected === 'not_signed_in' ? 401 : 403;
  return answer.status === status && (operation.method === 'HEAD' || problemOf(answer).code === expected);
}

function sameParts(one: Exchange, other: Exchange): boolean {
  return JSON.stringify(tellingPartsOf(one)) === JSON.stringify(tellingPartsOf(other));
}

function lineOf({ name }: Operation, caller: Caller, target: Target): string {
  return `${name} as ${caller.name} for ${target}`;
}

function summaryOf(answer: Exchange): string {
  return `${answer.status} ${problemOf(answer).code ?? answer.body.slice(0, 80)}`;
}
