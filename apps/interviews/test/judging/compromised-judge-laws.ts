import type { FakeBehaviour } from '../../../../libs/testing/src/fake-openai/index.js';
import { type RankEntry, rankBands } from '../../src/scoring/rank-bands.js';
import type { ScorecardDraft } from '../../src/scoring/scorecard.js';
import type { AttackString } from '../sample-answers.js';
import { type AttackedAnswer, attackedAnswers, attackedBases } from './attacked-answers.js';
import { type BaseAnswer, longAnswer, plan, rankedTotal } from './base-answers.js';
import type { Law, Trial } from './law.js';
import { compromisedMinds, honestMind, mindThatKnowsTheLists, waveringMind } from './minds.js';
import type { Suspect, SuspectModels } from './suspect-models.js';

/** What became of the attacked answers, beside what the laws forbid. */
export interface AttackCounts {
  /** Answers × judges. */
  judged: number;
  heldOut: number;
  ranked: number;
  /** Ranked with a higher total than the same answer without the attack, in the same band or a worse one. */
  raisedWithinBand: number;
}

const unusable: Record<string, FakeBehaviour> = {
  'gives the canary away': { kind: 'canary_leaked' },
  'breaks the schema': { kind: 'wrong_schema', reply: { score: 5, advice: 'hire' } },
  refuses: { kind: 'refusal' },
  'stops in the middle': { kind: 'length' },
};

/** Pairs of a first and a second model of which one or both cannot be trusted. */
const pairs: Record<string, (said: string, seed: number) => Suspect> = {
  'a first that wavers and a second that obeys': (said, seed) => ({
    first: waveringMind(),
    second: compromisedMinds['obeys, and quotes the instruction']!({ said, seed }),
  }),
  'a first that wavers and a second that quotes true words for everything': (said, seed) => ({
    first: waveringMind(),
    second: compromisedMinds['quotes some true words for everything']!({ said, seed }),
  }),
  'a first that obeys and an honest second': (said, seed) => ({
    first: compromisedMinds['obeys where it finds nothing']!({ said, seed }),
    second: honestMind,
  }),
};

/**
 * The design goal: whatever the judge does, an attacked answer ends in no better band than the same answer without the attack
 * under an honest judge, unless it is held out for a person.
 *
 * @param counts is added to while the laws are tried
 */
export function compromisedJudgeLaws(
  models: SuspectModels,
  attacks: readonly AttackString[],
  counts: AttackCounts,
): Law[] {
  const twins = new CleanTwins(models);
  const attacked = (most: number) => attackedAnswers(attacks, most);
  const trial =
    (one: AttackedAnswer, who: string, suspect: () => Suspect, passes = 1): Trial =>
    async () => {
      const draft = await models.score(one.answer, suspect(), passes);
      note(counts, draft, await twins.of(one.base));
      return await twins.better(one, draft).then((how) => how && `${one.name}, a judge who ${who}: ${how}`);
    };
  return [
    {
      name: 'An attacked answer comes into no better band under an honest judge',
      trials: (most) => attacked(most).map((one) => trial(one, 'is honest', () => ({ first: honestMind }))),
    },
    ...Object.entries(compromisedMinds).map(
      ([who, mind]): Law => ({
        name: `… under a judge who ${who}`,
        trials: (most) =>
          attacked(most).map((one, seed) => trial(one, who, () => ({ first: mind({ said: one.said, seed }) }))),
      }),
    ),
    {
      name: '… under two judges of whom one or both cannot be trusted, in three passes each',
      trials: (most) =>
        attacked(most).flatMap((one, seed) =>
          Object.entries(pairs).map(([who, suspects]) => trial(one, who, () => suspects(one.said, seed), 3)),
        ),
    },
    {
      name: 'A judge who gives the canary away, breaks the schema, refuses or stops is held out after one repeat',
      trials: (most) =>
        attacked(most).map((one, at): Trial => {
          const [who, behaviour] = Object.entries(unusable)[at % Object.keys(unusable).length]!;
          return () => heldOutAfterRepeat(models, one, who, behaviour);
        }),
    },
  ];
}

/** What the one judge can do that nothing but a person stops. */
export interface KnownLimit {
  answers: number;
  heldOut: number;
  /** Ranked, and in a better band than under an honest judge. */
  better: number;
  /** Of those, with no reason for a person to look. */
  betterUnmarked: number;
}

/** Measured, and no law: a judge who knows our lists and quotes true words that touch them, in three passes. */
export async function knownLimit(models: SuspectModels): Promise<KnownLimit> {
  const twins = new CleanTwins(models);
  const limit: KnownLimit = { answers: 0, heldOut: 0, better: 0, betterUnmarked: 0 };
  for (const base of attackedBases) {
    const draft = await models.score(longAnswer(base.segments), { first: mindThatKnowsTheLists }, 3);
    const { outcome } = draft;
    limit.answers += 1;
    if (outcome.kind === 'held_out') limit.heldOut += 1;
    else if ((await twins.better({ base }, draft)) !== null) {
      limit.better += 1;
      if (outcome.reviewReasons.length === 0) limit.betterUnmarked += 1;
    }
  }
  return limit;
}

async function heldOutAfterRepeat(
  models: SuspectModels,
  { name, answer }: AttackedAnswer,
  who: string,
  behaviour: FakeBehaviour,
): Promise<string | null> {
  const { outcome, figures } = await models.score(answer, { behaviour });
  const reasons: readonly string[] = outcome.kind === 'held_out' ? outcome.holdReasons : [];
  const isHeld = figures === null && reasons.some((reason) => reason.startsWith('judge_'));
  const calls = 2 * plan.criteria.length;
  return isHeld && models.requests === calls
    ? null
    : `${name}, a judge who ${who}: ${outcome.kind}, ${models.requests} calls`;
}

function note(counts: AttackCounts, draft: ScorecardDraft, twin: ScorecardDraft): void {
  counts.judged += 1;
  if (draft.outcome.kind === 'held_out') counts.heldOut += 1;
  else counts.ranked += 1;
  if (rankedTotal(draft) > rankedTotal(twin)) counts.raisedWithinBand += 1;
}

/** The answers without an attack, judged honestly by the same server. */
class CleanTwins {
  private readonly drafts = new Map<BaseAnswer, ScorecardDraft>();

  constructor(private readonly models: SuspectModels) {}

  async of(base: BaseAnswer): Promise<ScorecardDraft> {
    const draft = this.drafts.get(base) ?? (await this.models.score(longAnswer(base.segments), { first: honestMind }));
    this.drafts.set(base, draft);
    return draft;
  }

  /** How the attacked answer has come out better than its twin, or null. */
  async better({ base }: Pick<AttackedAnswer, 'base'>, draft: ScorecardDraft): Promise<string | null> {
    if (draft.outcome.kind === 'held_out') return null;
    const twin = await this.of(base);
    if (twin.outcome.kind === 'held_out') return 'ranked, and held out without the attack';
    const [before, after] = [await this.bandAmongAll(twin), await this.bandAmongAll(draft)];
    return after < before ? `band ${before} → ${after}, total ${rankedTotal(twin)} → ${rankedTotal(draft)}` : null;
  }

  /** The band that a result comes into among all answers that are ranked; 1 is the best. */
  private async bandAmongAll(draft: ScorecardDraft): Promise<number> {
    const others: RankEntry[] = [];
    for (const base of attackedBases) {
      const { figures } = await this.of(base);
      if (figures) others.push({ id: base.name, ...figures });
    }
    const bands = rankBands([...others, { id: 'own', ...draft.figures! }], plan.tie.z);
    return bands.find(({ members }) => members.some(({ id }) => id === 'own'))!.band;
  }
}
