import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Decision, StaffApplication } from '@guildhall/messages/applicants';
import type { FeedEvent } from '@guildhall/messages/events';
import type {
  EnginesInUse,
  NotRankedCandidate,
  RankedCandidate,
  Scorecard,
  Transcripts,
} from '@guildhall/messages/interviews';
import type { ApiClient } from '../client/api-client.js';
import type { BlindReview } from './blind-review.js';
import type { Engagement } from './engagement.js';
import type { PayDay } from './pay-day.js';

/** As the edge lists them: with the applicant's name and the application's stage. */
export type NamedCandidate = RankedCandidate & { name: string; stage: string };
export type NamedNotRanked = NotRankedCandidate & { name: string };

interface ReportedTranscript {
  question: string;
  engine: string;
  /** Of an answer in writing; null where it was spoken. */
  writtenText: string | null;
  words: { word: string; start: number; end: number; confidence: number | null }[];
}

/** What followed the decision. */
export type DemoWork = Pick<Engagement, 'documents' | 'caCertificatePath'> & PayDay;

export interface DemoReport extends Partial<DemoWork> {
  engines: EnginesInUse;
  candidates: {
    name: string;
    applicationId: string;
    rank: number;
    band: number;
    status: string;
    score: string | null;
    interval: Scorecard['interval'];
    /** Quotes that count. */
    evidenceCount: number;
    /** The quotes themselves, of those who recorded their answers. */
    evidence: Scorecard['criteria'][number]['evidence'];
    transcripts: ReportedTranscript[];
  }[];
  notRanked: { name: string; reason: string }[];
  /** Null where nobody is ranked. */
  review: BlindReview | null;
  decision: Decision | null;
  /** How many applicants beside the samples were generated. */
  crowd: number;
  /** Files of what the applicant may keep of it, one for each language. */
  packets: string[];
  events: Pick<FeedEvent, 'type' | 'id' | 'sequence' | 'subject'>[];
  /** What another system got, and how much of it it could trust. */
  webhooks: { delivered: number; verified: number };
  memory: { peakRssMb: number; rssAfterMb: number };
  seconds: number;
}

export type DemoRanking = Pick<DemoReport, 'engines' | 'candidates' | 'notRanked' | 'decision'>;

export interface Findings {
  engines: EnginesInUse;
  candidates: NamedCandidate[];
  notRanked: NamedNotRanked[];
  refused: { name: string; reason: string }[];
  decided: StaffApplication | null;
  /** Applications of those who recorded their answers: their results are looked at. */
  recorded: ReadonlySet<string>;
}

/** What came of the interviews, read from the public API as the recruiter. */
export async function gatherRanking(recruiter: ApiClient, findings: Findings): Promise<DemoRanking> {
  const candidates: DemoReport['candidates'] = [];
  for (const { name, applicationId, rank, band, stage, scorecard, evidenceCount } of findings.candidates) {
    const { transcripts } = await recruiter.get<Transcripts>(`/v1/applications/${applicationId}/transcripts`);
    const criteria = findings.recorded.has(applicationId) ? await lookAt(recruiter, applicationId) : [];
    candidates.push({
      ...{ name, applicationId, rank, band },
      status: applicationId === findings.decided?.id ? findings.decided.stage : stage,
      score: scorecard.total,
      interval: scorecard.interval,
      evidenceCount,
      evidence: criteria.flatMap(({ evidence }) => evidence),
      transcripts: transcripts.map(({ questionId, engine, kind, text, words }) => ({
        ...{ question: questionId, engine, writtenText: kind === 'written' ? text : null, words },
      })),
    });
  }
  return {
    engines: findings.engines,
    candidates,
    notRanked: [...findings.notRanked.map(({ name, reason }) => ({ name, reason })), ...findings.refused],
    decision: findings.decided?.decisions[0] ?? null,
  };
}

async function lookAt(recruiter: ApiClient, applicationId: string): Promise<Scorecard['criteria']> {
  return (await recruiter.post<Scorecard>(`/v1/applications/${applicationId}/scorecard/readings`)).criteria;
}

export function writeReport(report: DemoReport, file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

const mostRows = 30;

function restOf(all: unknown[]): string[] {
  return all.length > mostRows ? [`  and ${all.length - mostRows} more`] : [];
}

/** The ranking as a table for people, as far as it fits on a screen. */
export function rankingTable({ candidates, notRanked }: Pick<DemoReport, 'candidates' | 'notRanked'>): string {
  const rows = [
    ['Band', 'Rank', 'Name', 'Score', '80 % interval', 'Evidence', 'Status'],
    ...candidates
      .slice(0, mostRows)
      .map(({ band, rank, name, score, interval, evidenceCount, status }) => [
        ...[String(band), String(rank), name, score ?? '', interval ? `${interval.low} – ${interval.high}` : ''],
        ...[`${evidenceCount} ${evidenceCount === 1 ? 'quote' : 'quotes'}`, status],
      ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const ranked = [line(rows[0]!), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.slice(1).map(line)];
  const apart = notRanked.slice(0, mostRows).map(({ name, reason }) => `  ${name}: ${reason}`);
  return [
    ...[...ranked, ...restOf(candidates), '', 'Not ranked, for a person to see to:'],
    ...(apart.length > 0 ? apart : ['  nobody']),
    ...restOf(notRanked),
  ].join('\n');
}
