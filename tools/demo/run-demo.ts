import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { StaffApplication } from '@guildhall/messages/applicants';
import type { EnginesInUse, Interview, InterviewState } from '@guildhall/messages/interviews';
import { ApiClient, everyItem } from '../client/api-client.js';
import { ApplicantClient } from '../client/applicant.js';
import { MailboxClient } from '../client/mailbox-client.js';
import { decideOn } from '../client/offer.js';
import { poll } from '../client/poll.js';
import { inviteStaff, newPassword, openOpening, publishPlan, signInFirstAdmin } from '../client/staff.js';
import type { Prover } from '../client/step-up.js';
import { projectRoot } from '../platform/platform-folder.js';
import type { Platform } from '../platform/start-platform.js';
import { reviewBlind, reviewLines } from './blind-review.js';
import { crowd, sendCrowd } from './crowd.js';
import { type DemoApplicant, demoApplicants, reasonOf, recordAnswers } from './demo-applicants.js';
import type { DemoOptions } from './demo-options.js';
import {
  type DemoWork,
  gatherRanking,
  type NamedCandidate,
  type NamedNotRanked,
  rankingTable,
  writeReport,
} from './demo-report.js';
import { engage } from './engagement.js';
import { EventFollower } from './follow-events.js';
import { type PayDay, payDay } from './pay-day.js';
import { residentMemory } from './process-memory.js';
import { ProgressDisplay } from './progress-display.js';
import { reportFaults } from './report-faults.js';

const planFile = path.join(projectRoot, 'apps/interviews/plans/financial-analyst.json');
/** Far beyond what two cores need; a machine that is busy with other things is slow, not wrong. */
const resultDeadlineMs = 600_000;
const settleMs = 10_000;
const demonstrationWords =
  "Scores of the offline engine are a demonstration: each result asks for a person's look, and the console shows no figure of it.";
const rankingDeadlineMs = 30_000;

/** How far along each state of an interview is, for the bars. */
const shareOf: Partial<Record<InterviewState, number>> = {
  submitted: 0.5,
  transcribed: 0.8,
  transcript_check: 0.8,
  scoring: 0.9,
  scored: 1,
  needs_human: 1,
  insufficient_data: 1,
  human_path: 1,
};
const finalStates: readonly InterviewState[] = ['scored', 'needs_human', 'insufficient_data', 'human_path'];

interface Refusal {
  name: string;
  reason: string;
}

/** Who can sign in once the demo has ended, where the platform stays. */
export interface DemoStaff {
  email: string;
  password: string;
}

/** From the first log-in to a decision, with nothing but the public HTTP API and the mailbox. */
export async function runDemo(platform: Platform, options: DemoOptions): Promise<DemoStaff[]> {
  const startedAt = Date.now();
  const anonymous = new ApiClient(platform.url);
  const mailbox = new MailboxClient(platform.mailboxUrl!);
  console.log(`\nThe platform runs at ${platform.url}, its mailbox at ${platform.mailboxUrl}.`);
  const engines = await anonymous.get<EnginesInUse>('/v1/engines');
  console.log(`Speech: ${engines.speech}. Scoring: ${engines.scoring}.\n`);

  const firstAdmin = await signInFirstAdmin(anonymous, platform.firstAdmin);
  const admin: Prover = { api: firstAdmin, mailbox, email: platform.firstAdmin.email };
  const signIns = [
    { email: 'recruiter@staff.example', password: newPassword() },
    { email: 'reviewer@staff.example', password: newPassword() },
  ] as const;
  const [{ email, password }, reviewerSignIn] = signIns;
  const recruiter = await inviteStaff(admin, { email, displayName: 'Demo recruiter', roles: ['recruiter'] }, password);
  const follower = await EventFollower.begin(admin);
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as { questions: { id: string }[] };
  const planVersionId = await publishPlan(recruiter.api, 'Financial analyst, AI tasks', plan);
  const opening = await openOpening(recruiter.api, {
    title: 'Financial analyst for AI tasks',
    description: 'Write and grade tasks for AI models in corporate finance, some ten hours a week.',
    payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
    languages: ['en'],
    countries: [],
    places: ['US-NY'],
    planVersionId,
    interviewDeadlineDays: 14,
    transcriptCheckHours: 0,
    requirements: ['Three years in financial analysis'],
  });

  const display = new ProgressDisplay(process.stdout, startedAt);
  const applicants = demoApplicants(
    options,
    plan.questions.map(({ id }) => id),
  );
  const stage: Stage = { anonymous, mailbox, openingId: opening.id, display, clients: new Map() };
  const refusals = await Promise.all(applicants.map((applicant) => takePart(applicant, stage)));
  display.done();
  await sendCrowd(
    crowd(options.crowd),
    { anonymous, mailbox, openingId: opening.id, question: plan.questions[0]!.id },
    (submitted) => console.log(`${submitted} of ${options.crowd} generated applicants have answered in writing.`),
  );

  const refused = refusals.filter((refusal) => refusal !== null);
  const people = applicants.length - refused.length + options.crowd;
  const candidates = await rankedCandidates(recruiter.api, opening.id, people);
  // Whom the rest is shown with has a recording.
  const first = candidates.find(({ applicationId }) => stage.clients.has(applicationId));
  const notRanked = await everyItem<NamedNotRanked>(recruiter.api, `/v1/openings/${opening.id}/not-ranked`);
  const review = await reviewBlind(admin, recruiter.api, reviewerSignIn, first);
  const decided = await decide(recruiter.api, first);
  const recorded = new Set(stage.clients.keys());
  const findings = { engines, candidates, notRanked, refused, decided, recorded };
  const ranking = await gatherRanking(recruiter.api, findings);
  console.log(`\n${rankingTable(ranking)}\n`);
  if (candidates.some(({ scorecard }) => scorecard.engine === 'baseline')) console.log(`${demonstrationWords}\n`);
  if (review) console.log(`${reviewLines(review)}\n`);
  if (ranking.decision)
    console.log(`Advanced by name and with a reason: ${nameOf(candidates, decided)} (${ranking.decision.reasonCode}).`);

  const folder = path.join(platform.folder.root, 'documents');
  const contractor = stage.clients.get(decided?.id ?? '');
  const packets = contractor ? await savePackets(contractor, folder) : [];
  const work = contractor
    ? await signAndBePaid({ admin, recruiter: recruiter.api, mailbox, folder }, contractor)
    : null;
  const { events, webhooks } = await follower.end(admin);
  follower.close();
  console.log(`Webhooks: ${webhooks.delivered} events came, ${webhooks.verified} of them verified.`);
  const told = events.map(({ type, id, sequence, subject }) => ({ type, id, sequence, subject }));
  const report = { ...ranking, review, crowd: options.crowd, packets, events: told, webhooks, ...work };
  const seconds = Math.round((Date.now() - startedAt) / 100) / 10;

  await pause(settleMs);
  const { peakMb, nowMb } = residentMemory(platform.processes[0]!.pid);
  const file = path.join(platform.folder.root, 'report.json');
  writeReport({ ...report, memory: { peakRssMb: peakMb, rssAfterMb: nowMb }, seconds }, file);
  console.log(
    `Took ${seconds} s; memory ${peakMb} MB at most, ${nowMb} MB afterwards. Report: ${path.relative(process.cwd(), file)}`,
  );
  const faults = reportFaults(report);
  if (faults.length > 0) throw new Error(`it ended with results that it should not have. ${faults.join(' ')}`);
  return [...signIns];
}

interface Stage {
  anonymous: ApiClient;
  mailbox: MailboxClient;
  openingId: string;
  display: ProgressDisplay;
  /** By the id of their application. */
  clients: Map<string, ApplicantClient>;
}

/** What follows a decision: an offer, two signatures, a week of work and its pay. */
async function signAndBePaid(
  {
    admin,
    recruiter,
    mailbox,
    folder,
  }: { admin: Prover; recruiter: ApiClient; mailbox: MailboxClient; folder: string },
  contractor: ApplicantClient,
): Promise<DemoWork> {
  const engagement = await engage({ recruiter, mailbox, folder }, contractor);
  const { documents, caCertificatePath } = engagement;
  const where = path.relative(process.cwd(), folder);
  console.log(`Signed and sealed: ${documents.map(({ kind }) => `${kind}.pdf`).join(' and ')} in ${where}.`);
  const paid = await payDay({ admin, folder }, engagement);
  console.log(wordsForPay(paid));
  return { documents, caCertificatePath, ...paid };
}

/** `Paid for 30 h at USD 85.00: USD 2550.00, …`; what moves no money says so. */
function wordsForPay({ payRun, payoutChain, ledger }: PayDay): string {
  const money = (minor: string) => `${payRun.currency} ${minor.slice(0, -2)}.${minor.slice(-2)}`;
  const [line] = payoutChain.lines;
  const worked = line ? ` for ${line.seconds / 3_600} h at ${money(line.rateMinor)} an hour` : '';
  return `Paid by the simulated bank${worked}: ${money(payRun.totalMinor)} (${payoutChain.bankLine}). The ledger's balance is ${ledger.trialBalanceMinor}.`;
}

/** One applicant's whole way to a result; null where it ended in a result, the reason where it did not. */
async function takePart(applicant: DemoApplicant, stage: Stage): Promise<Refusal | null> {
  const { anonymous, mailbox, openingId, display } = stage;
  const show = (step: string, share: number) => display.show(applicant.name, step, share);
  const details = { name: applicant.name, email: applicant.email, region: 'US-NY', language: 'en' };
  try {
    const client = await ApplicantClient.apply(anonymous, mailbox, openingId, details, (step) => show(step, 0.1));
    stage.clients.set(client.application.id, client);
    await client.consent();
    show('has consented', 0.2);
    await recordAnswers(client, applicant, show);
    await client.submit();
    const interview = await untilFinal(client, show);
    show(wordsFor(interview), 1);
    return null;
  } catch (thrown) {
    const reason = reasonOf(thrown);
    display.show(applicant.name, reason, 1, true);
    // The demo stands and falls with the samples; a recording of the user's own may well be refused.
    if (!applicant.isOwn) throw thrown;
    return { name: applicant.name, reason };
  }
}

async function untilFinal(client: ApplicantClient, show: (step: string, share: number) => void): Promise<Interview> {
  return await poll(
    `The result of ${client.details.name}`,
    async () => {
      const interview = await client.interview();
      const take = interview.questions.flatMap(({ answer }) => answer?.takes ?? []).at(-1);
      if (finalStates.includes(interview.state)) return interview;
      const step = interview.state === 'submitted' && take ? `take is ${take.state}` : interview.state;
      show(step.replaceAll('_', ' '), shareOf[interview.state] ?? 0.4);
      return null;
    },
    resultDeadlineMs,
  );
}

function wordsFor(interview: Interview): string {
  if (interview.state === 'scored') return 'is scored';
  return interview.problem?.detail ?? interview.state.replaceAll('_', ' ');
}

/** The ranking is made by a job of its own, a moment after the last result. */
async function rankedCandidates(recruiter: ApiClient, openingId: string, people: number): Promise<NamedCandidate[]> {
  return await poll(
    'The ranking of everybody',
    async () => {
      const ranked = await everyItem<NamedCandidate>(recruiter, `/v1/openings/${openingId}/candidates`);
      const apart = await everyItem<NamedNotRanked>(recruiter, `/v1/openings/${openingId}/not-ranked`);
      return ranked.length + apart.length >= people ? ranked : null;
    },
    rankingDeadlineMs + people * 1_000,
  );
}

/** The recruiter reads the first candidate's result in full and advances them, by name and with a reason. */
async function decide(recruiter: ApiClient, first: NamedCandidate | undefined): Promise<StaffApplication | null> {
  if (!first) return null;
  const path = `/v1/applications/${first.applicationId}`;
  await recruiter.post(`${path}/scorecard/readings`);
  await poll(
    'The application to be evaluated',
    async () => (await recruiter.get<StaffApplication>(path)).stage === 'evaluated' || null,
    30_000,
  );
  const note = 'Every criterion is shown in their own words.';
  return await decideOn(recruiter, first.applicationId, { kind: 'advance', reasonCode: 'strong_evidence', note });
}

/** What the applicant may keep of the decision about them, in both languages. */
async function savePackets({ api, application }: ApplicantClient, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const language of ['en', 'ar']) {
    const file = path.join(folder, `decision-${language}.pdf`);
    writeFileSync(file, await api.download(`/v1/me/applications/${application.id}/result/packet?language=${language}`));
    files.push(file);
  }
  console.log(`The packet of the decision: ${files.map((file) => path.relative(process.cwd(), file)).join(', ')}`);
  return files;
}

function nameOf(candidates: NamedCandidate[], decided: StaffApplication | null): string {
  return candidates.find(({ applicationId }) => applicationId === decided?.id)?.name ?? '';
}
