import type { DemoReport } from './demo-report.js';
import { reportFaults } from './report-faults.js';

type Judged = Parameters<typeof reportFaults>[0];

const words = 'I compare every number with the report'
  .split(' ')
  .map((word, index) => ({ word, start: index, end: index + 0.5, confidence: 0.9 }));

function candidate(name: string, band: number): DemoReport['candidates'][number] {
  return {
    ...{ name, band, rank: band, applicationId: `app_${name}`, status: 'evaluated', score: '3.00', interval: null },
    evidenceCount: 1,
    evidence: [
      {
        ...{ criterion: 'verification', indicator: 'v1', question: 'q1' },
        ...{ quote: 'compare every number', startSeconds: 1, endSeconds: 3.5 },
      },
    ],
    transcripts: [{ question: 'q1', engine: 'pocketsphinx', writtenText: null, words }],
  };
}

/** The report of a demo as it should be, changed by the test. */
function report(changes: Partial<Judged> = {}): Judged {
  return {
    engines: { speech: 'pocketsphinx', scoring: 'baseline baseline-1' } as Judged['engines'],
    candidates: [
      candidate('Sample excellent', 1),
      candidate('Sample good', 1),
      candidate('Sample mediocre', 2),
      candidate('Sample weak', 3),
    ],
    notRanked: [
      { name: 'Sample offtopic', reason: 'The answer seems to speak of something else; a person has to judge it.' },
      { name: 'Sample stuffed', reason: 'The answer reads as a list of keywords instead of sentences.' },
    ],
    review: {
      ...{ applicationId: 'app_Sample excellent', name: 'Sample excellent', reviewer: 'A reviewer', wasBlind: true },
      levels: [{ title: 'Design', blind: 4, engine: 5, final: 5, changeReason: 'missed_evidence' }],
    },
    decision: null,
    webhooks: { delivered: 80, verified: 80 },
    crowd: 0,
    ...changes,
  };
}

/** What follows a decision, as it should be. */
const paid = {
  decision: { id: 'dec_1' },
  documents: [{ kind: 'contractor_agreement', path: 'contractor_agreement.pdf', sha256: 'a1' }],
  payRun: { id: 'run_1', totalMinor: '2550', currency: 'USD', files: [] },
  ledger: { trialBalanceMinor: '0' },
  payoutChain: {
    payout: { state: 'settled' },
    lines: [
      { amountMinor: '2000', agreementSha256: 'a1' },
      { amountMinor: '550', agreementSha256: 'a1' },
    ],
  },
} as unknown as Partial<Judged>;

describe('The report of a demo', () => {
  it('has no fault where strong answers come before poor ones and the rest is held out', () => {
    expect(reportFaults(report())).toEqual([]);
  });

  it('has a fault where nobody reviewed, or where the review was not blind', () => {
    expect(reportFaults(report({ review: null }))).toEqual(['Nobody reviewed the first candidate.']);
    const seen = { ...report().review!, wasBlind: false };
    expect(reportFaults(report({ review: seen }))[0]).toContain('before the levels were saved');
    expect(reportFaults(report({ review: null, candidates: [], notRanked: [] }))).not.toContain(
      'Nobody reviewed the first candidate.',
    );
  });

  it('is at fault where a strong answer shares the band of a poor one', () => {
    const { candidates } = report();
    const tied = candidates.map((each) => (each.name === 'Sample good' ? { ...each, band: 2 } : each));
    expect(reportFaults(report({ candidates: tied }))).toEqual([
      'Sample good is not in a band before Sample mediocre.',
    ]);
    expect(reportFaults(report({ candidates: tied, crowd: 200 }))).toEqual([]);
  });

  it('is at fault where a sample is missing from the ranks', () => {
    const candidates = report().candidates.slice(0, 3);
    expect(reportFaults(report({ candidates }))).toEqual(['Sample weak is not ranked.']);
  });

  it('is at fault where stuffing is ranked, or held out for another reason', () => {
    const [offtopic] = report().notRanked;
    const expected = ['Sample stuffed is not held out for its reason.'];
    expect(reportFaults(report({ notRanked: [offtopic!] }))).toEqual(expected);
    const otherwise = { name: 'Sample stuffed', reason: 'There was too little speech.' };
    expect(reportFaults(report({ notRanked: [offtopic!, otherwise] }))).toEqual(expected);
  });

  it.each([
    ['words that were not said', { quote: 'compare each number' }],
    ['other times', { startSeconds: 2 }],
    ['another question', { question: 'q2' }],
  ])('is at fault where a quote names %s, whichever engine chose it', (_, change) => {
    const [first, ...others] = report().candidates;
    const changed = { ...first!, evidence: [{ ...first!.evidence[0]!, ...change }] };
    const engines = { speech: 'whisper', scoring: 'a model' } as Judged['engines'];
    expect(reportFaults(report({ candidates: [changed, ...others], engines }))).toHaveLength(1);
  });

  it.each([
    ['a quote from its text', 'We compare every number, twice.', 0],
    ['a quote of something else', 'We compare numbers.', 1],
  ])('holds an answer in writing to its text: %s', (_, writtenText, faults) => {
    const [first, ...others] = report().candidates;
    const written = { ...first!, transcripts: [{ question: 'q1', engine: 'written', writtenText, words: [] }] };
    expect(reportFaults(report({ candidates: [written, ...others] }))).toHaveLength(faults);
  });

  it('has no fault where whoever was advanced is paid what the contract says', () => {
    expect(reportFaults(report(paid))).toEqual([]);
  });

  it.each<[string, object]>([
    ['nobody was paid', { payRun: undefined }],
    ['the run pays something else', { payRun: { ...paid.payRun!, totalMinor: '2551' } }],
    ['the books do not balance', { ledger: { trialBalanceMinor: '1' } }],
    ['the agreement is another one', { documents: [] }],
    ['a webhook cannot be trusted', { webhooks: { delivered: 80, verified: 79 } }],
    ['the money is on its way', { payoutChain: { ...paid.payoutChain!, payout: { state: 'sent' } } }],
  ])('is at fault where %s', (_, change) => {
    expect(reportFaults(report({ ...paid, ...change }))).toHaveLength(1);
  });
});
