import type { DemoRanking, DemoReport, DemoWork } from './demo-report.js';

type Judged = DemoRanking & Pick<DemoReport, 'webhooks' | 'review' | 'crowd'> & Partial<DemoWork>;

const strong = ['Sample excellent', 'Sample good'];
const poor = ['Sample mediocre', 'Sample weak'];
/** What no engine is to judge, by the word that its reason has to hold. */
const heldOut = { 'Sample offtopic': /something else/, 'Sample stuffed': /keywords/ };

/**
 * What is wrong with a demo that came to its end: the samples, as the offline engines judge them, and every quote against the
 * words it was taken from. Models may see the samples otherwise; quotes are held to the transcript whoever chose them.
 */
export function reportFaults(report: Judged): string[] {
  const isOffline = report.engines.scoring.startsWith('baseline');
  const judged = isOffline ? [...orderFaults(report), ...heldOutFaults(report)] : [];
  const rest = [...reviewFaults(report), ...payFaults(report), ...webhookFaults(report)];
  return [...judged, ...quoteFaults(report), ...rest];
}

function reviewFaults({ review, candidates }: Judged): string[] {
  if (candidates.length === 0) return [];
  if (!review || review.levels.length === 0) return ['Nobody reviewed the first candidate.'];
  return review.wasBlind ? [] : ['The review showed what the engine thought before the levels were saved.'];
}

function webhookFaults({ webhooks: { delivered, verified } }: Judged): string[] {
  if (delivered > 0 && verified === delivered) return [];
  return [`Of ${delivered} webhooks ${verified} could be verified.`];
}

/** Whoever was advanced has to be paid what the contract says, from books that balance. */
function payFaults({ decision, documents = [], payRun, payoutChain, ledger }: Judged): string[] {
  if (!decision) return [];
  if (!payRun || !payoutChain || !ledger) return ['Whoever was advanced was not paid.'];
  const agreement = documents.find(({ kind }) => kind === 'contractor_agreement');
  const earned = payoutChain.lines.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
  return [
    ...(payoutChain.payout.state === 'settled' ? [] : [`The payout is ${payoutChain.payout.state}, not settled.`]),
    ...(String(earned) === payRun.totalMinor ? [] : [`The run pays ${payRun.totalMinor} for ${earned}.`]),
    ...(payoutChain.lines.every(({ agreementSha256 }) => agreementSha256 === agreement?.sha256)
      ? []
      : ['The pay does not go back to the sealed agreement.']),
    ...(ledger.trialBalanceMinor === '0' ? [] : [`The ledger is out of balance by ${ledger.trialBalanceMinor}.`]),
  ];
}

/** Among many the bands lie elsewhere, since each begins with whoever leads it: a sample may then share one with a weaker one. */
function orderFaults({ candidates, crowd }: Judged): string[] {
  const bandOf = (name: string) => candidates.find((candidate) => candidate.name === name)?.band;
  const missing = [...strong, ...poor].filter((name) => bandOf(name) === undefined);
  const misplaced = strong.flatMap((better) =>
    poor
      .filter((worse) => {
        const [ofBetter, ofWorse] = [bandOf(better) ?? 0, bandOf(worse) ?? Number.POSITIVE_INFINITY];
        return crowd > 0 ? ofBetter > ofWorse : ofBetter >= ofWorse;
      })
      .map((worse) => `${better} is not in a band before ${worse}.`),
  );
  return [...missing.map((name) => `${name} is not ranked.`), ...misplaced];
}

function heldOutFaults({ notRanked }: Judged): string[] {
  return Object.entries(heldOut)
    .filter(([name, reason]) => !notRanked.some((apart) => apart.name === name && reason.test(apart.reason)))
    .map(([name]) => `${name} is not held out for its reason.`);
}

function quoteFaults({ candidates }: Judged): string[] {
  return candidates.flatMap(({ name, evidence, transcripts }) =>
    evidence
      .filter(({ quote, question, startSeconds, endSeconds }) => {
        const { words = [], writtenText = null } = transcripts.find((each) => each.question === question) ?? {};
        if (writtenText !== null) return !writtenText.includes(quote);
        const within = words.filter(({ start, end }) => start >= (startSeconds ?? 0) && end <= (endSeconds ?? 0));
        return within.map(({ word }) => word).join(' ') !== quote;
      })
      .map(({ quote }) => `${name} did not say "${quote}" there.`),
  );
}
