import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stageTransitions } from '../../apps/applicants/src/application/application.states.js';
import { offerTransitions } from '../../apps/applicants/src/offer/offer.states.js';
import { contractTransitions } from '../../apps/contracts/src/contract/contract.states.js';
import { appealTransitions } from '../../apps/interviews/src/appeal/appeal.states.js';
import { interviewTransitions } from '../../apps/interviews/src/interview/interview.states.js';
import { takeTransitions } from '../../apps/interviews/src/recording/take.states.js';
import { deletionTransitions } from '../../apps/interviews/src/retention/deletion.states.js';
import { reviewTransitions } from '../../apps/interviews/src/review/review.states.js';
import { payoutTransitions } from '../../apps/payroll/src/payout/payout.states.js';
import { payRunTransitions } from '../../apps/payroll/src/payrun/pay-run.states.js';
import { timesheetTransitions } from '../../apps/payroll/src/time/time.states.js';
import { projectRoot } from '../platform/platform-folder.js';

const architecture = readFileSync(path.join(projectRoot, 'docs/architecture.md'), 'utf8');

/** One section's moves, `from --> to : name`, out of its diagram and of the table of moves that are possible nearly everywhere. */
function drawnMoves(title: string): string[] {
  const section = architecture.split(/^#{2,3} /m).find((part) => part.startsWith(title)) ?? '';
  const drawn = [...section.matchAll(/^ {2}(\w+) --> (\w+) : (\w+)$/gm)].map(([, from, to, name]) =>
    move(from!, to!, name!),
  );
  const rows = [...section.matchAll(/^\| `(\w+)` \| `(\w+)` \| (.+) \|$/gm)];
  const listed = rows.flatMap(([, name, to, states]) =>
    [...states!.matchAll(/`(\w+)`/g)].map(([, from]) => move(from!, to!, name!)),
  );
  return [...drawn, ...listed].sort();
}

function allowedMoves(transitions: Record<string, { from: readonly string[]; to: string }>): string[] {
  return Object.entries(transitions)
    .flatMap(([name, { from, to }]) => from.map((state) => move(state, to, name)))
    .sort();
}

function move(from: string, to: string, name: string): string {
  return `${from} --> ${to} : ${name}`;
}

describe('The state diagrams of the architecture', () => {
  it.each([
    ['Interview', interviewTransitions],
    ['Take', takeTransitions],
    ['Deletion', deletionTransitions],
    ['Review', reviewTransitions],
    ['Appeal', appealTransitions],
    ['Application', stageTransitions],
    ['Offer', offerTransitions],
    ['Contract', contractTransitions],
    ['Timesheet', timesheetTransitions],
    ['Pay run', payRunTransitions],
    ['Payout', payoutTransitions],
  ])('show every move of an %s that the code allows, and no other', (title, transitions) => {
    expect(drawnMoves(title)).toEqual(allowedMoves(transitions));
  });
});
