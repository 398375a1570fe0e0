import type { OwnCriterion, OwnQuote, OwnResult, RaisingLevel } from '@guildhall/messages/interviews';
import type { Level } from '../plan/level-rule.js';
import type { PlanDocument } from '../plan/plan-document.js';
import type { AnswerEntity } from '../recording/recording.entities.js';
import type { ScorecardCriterion, ScorecardDraft } from '../scoring/scorecard.js';

/** What a comparison is told from. */
export interface ComparisonRecord {
  draft: Pick<ScorecardDraft, 'engine' | 'criteria' | 'evidence' | 'outcome'>;
  plan: Pick<PlanDocument, 'criteria' | 'indicators'>;
  answers: readonly Pick<AnswerEntity, 'questionId' | 'chosenTakeId'>[];
}

const highestLevel: Level = 5;

/**
 * A comparison as the person whom it is about may know it: levels with what they mean, their own words, and what would have raised
 * them. No figure that others have a share in, nothing that a model wrote, and of the offline baseline no digits.
 *
 * @see Regulation (EU) 2016/679, art. 15(1)(h), and CJEU C-203/22: the procedure and the data that were used
 */
export function comparedView(record: ComparisonRecord): Pick<OwnResult, 'engine' | 'madeBy' | 'criteria'> {
  const { engine, criteria } = record.draft;
  return {
    engine: engine.kind,
    madeBy: `${engine.name} ${engine.version}`.trim(),
    criteria: inOrderOfPlan(criteria, record.plan).map((score) => criterionView(score, record)),
  };
}

function inOrderOfPlan(
  criteria: readonly ScorecardCriterion[],
  plan: ComparisonRecord['plan'],
): readonly ScorecardCriterion[] {
  const placeOf = ({ criterion }: ScorecardCriterion) => plan.criteria.findIndex(({ id }) => id === criterion);
  return [...criteria].sort((one, other) => placeOf(one) - placeOf(other));
}

function criterionView(score: ScorecardCriterion, record: ComparisonRecord): OwnCriterion {
  const criterion = record.plan.criteria.find(({ id }) => id === score.criterion);
  const isBaseline = record.draft.engine.kind === 'baseline';
  const { level } = score;
  return {
    criterion: score.criterion,
    title: criterion?.title ?? score.criterion,
    level: isBaseline ? null : level,
    word: isBaseline ? (score.baseline?.word ?? null) : null,
    anchor: level === null ? null : (criterion?.anchors[level] ?? null),
    quotes: quotesOf(score, record),
    raising: level === null || level === highestLevel ? null : raisingOf(score, level, record),
  };
}

function quotesOf({ criterion }: ScorecardCriterion, { draft, plan, answers }: ComparisonRecord): OwnQuote[] {
  return draft.evidence
    .filter((evidence) => evidence.criterion === criterion)
    .map(({ indicator, polarity, quote, question, startSeconds, endSeconds }) => ({
      point: textOf(indicator, plan),
      supports: polarity === 'positive',
      quote,
      question,
      takeId: startSeconds === null ? null : takeOf(question, answers),
      startSeconds,
      endSeconds,
    }));
}

function raisingOf(
  { criterion, indicators }: ScorecardCriterion,
  level: Level,
  { plan }: ComparisonRecord,
): RaisingLevel | null {
  const anchor = plan.criteria.find(({ id }) => id === criterion)?.anchors[(level + 1) as Level];
  if (anchor === undefined) return null;
  const missing = indicators.filter(({ polarity, met }) => polarity === 'positive' && !met);
  const against = indicators.filter(({ polarity, met }) => polarity === 'contradiction' && met);
  const texts = (found: typeof indicators) => found.map(({ indicator }) => textOf(indicator, plan));
  return { anchor, missing: texts(missing), against: texts(against) };
}

function textOf(indicator: string, plan: ComparisonRecord['plan']): string {
  return plan.indicators.find(({ id }) => id === indicator)?.text ?? indicator;
}

function takeOf(question: string, answers: ComparisonRecord['answers']): string | null {
  return answers.find(({ questionId }) => questionId === question)?.chosenTakeId ?? null;
}
