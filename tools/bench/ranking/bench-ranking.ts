import { rmSync } from 'node:fs';
import process from 'node:process';
import { uuidOf } from '@guildhall/messages/contract';
import type { CandidatePage, TranscriptHitPage, WhatIfOrder } from '@guildhall/messages/interviews';
import { placesStatement } from '../../../apps/interviews/src/ranking/candidate.repository.js';
import { poll } from '../../client/poll.js';
import { cpuOf, differenceOf, rounded } from '../figures.js';
import { type Latencies, latenciesOf, timesOf } from './latencies.js';
import { planFaults, type Statement } from './query-plans.js';
import { closeRankingHouse, openRankingHouse, plan, type RankingHouse } from './ranking-house.js';
import { candidatesOf, readRankingOptions } from './ranking-options.js';
import { sampleResults } from './sample-results.js';
import { keepResults, madeWord, rareWord, seedInterviews, seedPlaces, seedSentences } from './seed-candidates.js';

// `npm run bench:ranking`: pages of a large ranking through the real API, beside the bare query, and whether size and depth matter.

const pageSize = 20;
const deepPage = 10_000;
const rounds = 5;
const requests = { alone: 60, atOnce: 160 };
const warmUps = 40;
const manyAtOnce = 16;
const windowPlaces = 2_000;
/** The services that a page is put together by. */
const readers = ['gateway', 'interviews', 'applicants', 'accounts'];
const limits = { aloneP99: 10, timesSql: 3, timesSmall: 1.5, timesFirst: 1.2, searchP99: 150 };
const builtWithinMs = 600_000;
const searchRounds = 5;

const { rows, largeRows } = readRankingOptions(process.argv.slice(2));
const candidates = candidatesOf(rows);
const report = (step: string) => console.log(`${step} …`);

const house = await openRankingHouse(report);
try {
  process.exitCode = await bench(house);
} finally {
  await closeRankingHouse(house);
  rmSync(house.platform.folder.root, { recursive: true, force: true });
}

interface PageFigures {
  aloneFirst: Latencies;
  aloneDeep: Latencies;
  atOnceFirst: Latencies;
  sqlAlone: Latencies;
  sqlAtOnce: Latencies;
  /** CPU of each process for one page, in milliseconds. */
  cpuMs: Record<string, number>;
}

async function bench(on: RankingHouse): Promise<number> {
  const { admin, openingId, planVersionId } = on;
  const results = sampleResults(plan);
  await keepResults(admin, results);
  const ids = { opening: uuidOf(openingId), planVersion: uuidOf(planVersionId) };
  const seconds: Record<string, number> = {};
  const timed = async (name: string, work: () => Promise<void>) => {
    const started = performance.now();
    await work();
    seconds[name] = Number(((performance.now() - started) / 1_000).toFixed(1));
  };
  report(`Making ${candidates} candidates`);
  await timed('candidates', () => seedInterviews(admin, { ...ids, from: 0, upTo: candidates }, results.length, true));
  await timed('sentences', () => seedSentences(admin, { ...ids, from: 0, upTo: candidates }));
  await timed('others', () => seedOthers(candidates, rows, results.length));
  await timed('analyze', async () => void (await admin.query('VACUUM ANALYZE')));
  report('Building the snapshot');
  const snapshot = await buildSnapshot();
  await admin.query('VACUUM ANALYZE interviews.ranking_entry');
  const faults = await faultsOf();
  report(`Reading pages of ${rows} rows`);
  const small = await readPages();
  const whatIf = await timeWhatIf();
  report('Searching');
  const search = await timeSearch();
  let large: PageFigures | null = null;
  if (largeRows !== null) {
    report(`Growing to ${largeRows} rows`);
    await timed('growing', () => seedOthers(rows, largeRows, results.length));
    await admin.query('VACUUM ANALYZE');
    faults.push(...(await faultsOf()));
    report(`Reading pages of ${largeRows} rows`);
    large = await readPages();
  }
  return judged({ rows, largeRows, candidates, seconds, snapshot, small, large, whatIf, search, faults });
}

async function seedOthers(from: number, upTo: number, results: number): Promise<void> {
  const { admin, planVersionId } = house;
  for (let first = from; first < upTo; first += candidates) {
    const [{ opening }] = (await admin.query('SELECT gen_random_uuid() AS opening')).rows as [{ opening: string }];
    const people = {
      opening,
      planVersion: uuidOf(planVersionId),
      from: first,
      upTo: Math.min(first + candidates, upTo),
    };
    await seedInterviews(admin, people, results, false);
    await seedPlaces(admin, people);
  }
}

/**
 * Through the service's own job, as a score makes it necessary.
 * @returns seconds from the begin of the run until its commit is seen: the row itself is written before the work
 */
async function buildSnapshot(): Promise<{ seconds: number; attempts: number }> {
  const { admin, openingId } = house;
  await admin.query(
    `INSERT INTO interviews.job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at)
     VALUES (gen_random_uuid(), 'ranking', 'rank-opening', $1, $2, 'waiting', 0, 0, now(), now())`,
    [
      JSON.stringify({ openingId }),
      JSON.stringify({ correlationId: 'req_bench', actor: { kind: 'service', id: 'interviews' } }),
    ],
  );
  return await poll(
    'The snapshot',
    async () => {
      const { rows: done } = await admin.query(
        `SELECT extract(epoch FROM clock_timestamp() - first_started_at)::float8 AS seconds, attempt AS attempts, state, problem
         FROM interviews.job_intent WHERE name = 'rank-opening' AND state IN ('done', 'parked') LIMIT 1`,
      );
      if (done[0]?.state === 'parked')
        throw new Error(`The snapshot was not built: ${JSON.stringify(done[0].problem)}`);
      return done[0] ? { seconds: Number(done[0].seconds.toFixed(1)), attempts: done[0].attempts } : null;
    },
    builtWithinMs,
  );
}

/** The place before the deep page: the last page where there are fewer. */
function deepPlace(): number {
  return Math.min(deepPage * pageSize, candidates) - pageSize;
}

async function rankingOf(): Promise<string> {
  return (await house.recruiter.get<CandidatePage>(`/v1/openings/${house.openingId}/candidates?limit=1`)).rankingId!;
}

function placesOf(rankingId: string, after: number): Statement {
  return placesStatement({ rankingId, after, upTo: after + windowPlaces, filters: {}, limit: pageSize + 1 });
}

async function faultsOf(): Promise<string[]> {
  const rankingId = await rankingOf();
  const first = await planFaults(house.pool, 'the first page', placesOf(rankingId, 0), windowPlaces);
  return [...first, ...(await planFaults(house.pool, 'the deep page', placesOf(rankingId, deepPlace()), windowPlaces))];
}

async function readPages(): Promise<PageFigures> {
  const { recruiter, openingId, pool } = house;
  const rankingId = await rankingOf();
  const read = (after: number) => async () => {
    const query = `limit=${pageSize}&rankingId=${rankingId}${after === 0 ? '' : `&cursor=${after}`}`;
    const page = await recruiter.get<CandidatePage>(`/v1/openings/${openingId}/candidates?${query}`);
    if (page.data.length !== pageSize) throw new Error(`A page of ${page.data.length} came instead of ${pageSize}.`);
  };
  const ask = (after: number) => {
    const { sql, values } = placesOf(rankingId, after);
    return () => pool.query(sql, values);
  };
  await timesOf(warmUps, 4, read(0));
  await timesOf(warmUps, 4, ask(0));
  const times: Record<Exclude<keyof PageFigures, 'cpuMs'>, number[]> = {
    ...{ aloneFirst: [], aloneDeep: [], atOnceFirst: [], sqlAlone: [], sqlAtOnce: [] },
  };
  const used: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    const before = cpuOfServices();
    times.aloneFirst.push(...(await timesOf(requests.alone, 1, read(0))));
    times.aloneDeep.push(...(await timesOf(requests.alone, 1, read(deepPlace()))));
    for (const [app, cpuSeconds] of Object.entries(differenceOf(cpuOfServices(), before))) {
      used[app] = (used[app] ?? 0) + cpuSeconds;
    }
    times.sqlAlone.push(...(await timesOf(requests.alone, 1, ask(deepPlace()))));
    times.atOnceFirst.push(...(await timesOf(requests.atOnce, manyAtOnce, read(0))));
    times.sqlAtOnce.push(...(await timesOf(requests.atOnce, manyAtOnce, ask(0))));
  }
  const figures = Object.fromEntries(Object.entries(times).map(([name, each]) => [name, latenciesOf(each)]));
  const pages = 2 * rounds * requests.alone;
  const cpuMs = Object.fromEntries(
    Object.entries(used).map(([app, cpuSeconds]) => [app, rounded((cpuSeconds * 1_000) / pages, 2)]),
  );
  return { ...(figures as unknown as Omit<PageFigures, 'cpuMs'>), cpuMs };
}

function cpuOfServices(): Record<string, number> {
  const pidOf = (app: string) => house.platform.processes.find((each) => each.app === app)!.pid;
  return cpuOf(Object.fromEntries(readers.map((app) => [app, pidOf(app)])));
}

async function timeWhatIf(): Promise<Latencies> {
  const ids = plan.criteria.map(({ id }: { id: string }) => id) as string[];
  const weights = ids.map((criterionId, index) => ({
    criterionId,
    weight: index === 0 ? 100 - 10 * (ids.length - 1) : 10,
  }));
  const ask = () => house.recruiter.post<WhatIfOrder>(`/v1/openings/${house.openingId}/what-if`, { weights });
  return latenciesOf(await timesOf(rounds, 1, ask));
}

/** Common, rarer and rare words, several, a phrase, one to leave out, and one that nobody said. */
async function timeSearch(): Promise<Latencies & { slowest: string }> {
  const queries = [
    ...[0, 1, 5, 20, 100, 500, 1_000, 2_000, 4_000].map(madeWord),
    ...[`${madeWord(0)} ${madeWord(1)}`, `${madeWord(3)} ${madeWord(700)}`, `"${madeWord(0)} ${madeWord(2)}"`],
    ...[`${madeWord(10)} -${madeWord(0)}`, `${madeWord(900)} or ${madeWord(901)}`, rareWord, 'xylophonist'],
  ];
  const all: number[] = [];
  const byQuery = new Map<string, number>();
  for (let round = 0; round < searchRounds; round += 1) {
    for (const q of queries) {
      const path = `/v1/openings/${house.openingId}/transcript-search?limit=20&q=${encodeURIComponent(q)}`;
      const [time] = (await timesOf(1, 1, () => house.recruiter.get<TranscriptHitPage>(path))) as [number];
      all.push(time);
      byQuery.set(q, Math.max(byQuery.get(q) ?? 0, time));
    }
  }
  const [slowest] = [...byQuery].sort(([, one], [, other]) => other - one);
  return { ...latenciesOf(all), slowest: `${slowest![0]}: ${slowest![1].toFixed(1)} ms` };
}

interface Result {
  rows: number;
  largeRows: number | null;
  candidates: number;
  seconds: Record<string, number>;
  snapshot: { seconds: number; attempts: number };
  small: PageFigures;
  large: PageFigures | null;
  whatIf: Latencies;
  search: Latencies & { slowest: string };
  faults: string[];
}

function judged(result: Result): number {
  const { small, large, search, faults } = result;
  const line = (name: string, { p50, p99 }: Latencies) =>
    `${name.padEnd(34)} ${String(p50).padStart(8)} ${String(p99).padStart(8)}`;
  const missed = [
    ...[small, ...(large ? [large] : [])].flatMap((each) => missedBy(each)),
    ...(large && large.aloneFirst.p99 > limits.timesSmall * small.aloneFirst.p99
      ? [`first page p99 at ${result.largeRows} rows over ${limits.timesSmall} × that at ${result.rows}`]
      : []),
    ...(search.p99 > limits.searchP99 ? [`search p99 over ${limits.searchP99} ms`] : []),
    ...faults,
  ];
  const tables = [
    { rows: result.rows, figures: small },
    ...(large ? [{ rows: result.largeRows, figures: large }] : []),
  ];
  console.log(`
${result.candidates} candidates; snapshot built in ${result.snapshot.seconds} s (${result.snapshot.attempts} attempt)
ms                                      p50      p99`);
  for (const { rows: tableRows, figures } of tables) {
    console.log(`${tableRows} rows`);
    console.log(line('  first page', figures.aloneFirst));
    console.log(line('  deep page', figures.aloneDeep));
    console.log(line('  bare query', figures.sqlAlone));
    console.log(line(`  first page, ${manyAtOnce} at once`, figures.atOnceFirst));
    console.log(line(`  bare query, ${manyAtOnce} at once`, figures.sqlAtOnce));
    console.log(
      `  CPU ms a page: ${Object.entries(figures.cpuMs)
        .map(([app, ms]) => `${app} ${ms}`)
        .join(', ')}`,
    );
  }
  console.log(line('what-if', result.whatIf));
  console.log(line('text search', search));
  console.log(`slowest search: ${search.slowest}`);
  console.log(`\nThe limits are ${missed.length === 0 ? 'kept' : `MISSED: ${missed.join('; ')}`}.`);
  console.log(JSON.stringify({ ...result, missed, isWithin: missed.length === 0 }));
  return missed.length === 0 ? 0 : 1;
}

function missedBy({ aloneFirst, aloneDeep, atOnceFirst, sqlAtOnce }: PageFigures): string[] {
  const over = (name: string, value: number, limit: number) =>
    value > limit ? [`${name} over ${limit.toFixed(1)} ms`] : [];
  return [
    ...over('first page p99', aloneFirst.p99, limits.aloneP99),
    ...over('deep page p99', aloneDeep.p99, limits.aloneP99),
    ...over('deep page p99 beside the first', aloneDeep.p99, limits.timesFirst * aloneFirst.p99),
    ...over(`first page p99, ${manyAtOnce} at once`, atOnceFirst.p99, limits.timesSql * sqlAtOnce.p99),
  ];
}
