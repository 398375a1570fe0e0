import type { FieldError } from '@guildhall/errors';
import { tokenize } from '../scoring/tokens.js';
import { unevidencedWords } from './anchor-words.js';
import { earnedLevels, levels } from './level-rule.js';
import { minAnsweredOf, type PlanCriterion, type PlanDocument, type PlanIndicator } from './plan-document.js';

const fullWeightBp = 10_000;
/** How far the written quantile may lie from the one of the written level. */
const quantileTolerance = 0.005;

/**
 * Everything that forbids publishing a well-formed plan, all at once; an empty list means it may be published.
 * Fields are paths into the document, for example `criteria.0.levelRule.4.core`.
 */
export function publishingErrors(plan: PlanDocument): FieldError[] {
  return [
    ...repeatedIds(plan),
    ...weightErrors(plan),
    ...plan.criteria.flatMap((criterion, at) => criterionErrors(criterion, `criteria.${at}`, plan)),
    ...plan.indicators.flatMap((indicator, at) => indicatorErrors(indicator, `indicators.${at}`, plan)),
    ...questionErrors(plan),
    ...figureErrors(plan),
  ];
}

function repeatedIds(plan: PlanDocument): FieldError[] {
  return (['questions', 'criteria', 'indicators'] as const).flatMap((list) => {
    const ids = plan[list].map((entry) => entry.id);
    return ids.flatMap((id, at) =>
      ids.indexOf(id) < at
        ? [{ field: `${list}.${at}.id`, message: `The id ${id} is used before; choose another.` }]
        : [],
    );
  });
}

function weightErrors(plan: PlanDocument): FieldError[] {
  const sum = plan.criteria.reduce((total, criterion) => total + criterion.weightBp, 0);
  if (sum === fullWeightBp) return [];
  return [{ field: 'criteria', message: `The weights sum to ${sum} basis points; make them ${fullWeightBp}.` }];
}

function criterionErrors(criterion: PlanCriterion, path: string, plan: PlanDocument): FieldError[] {
  const positives = plan.indicators.filter(
    (indicator) => indicator.criterion === criterion.id && indicator.polarity === 'positive',
  );
  const core = positives.filter((indicator) => indicator.core).length;
  const existing = { any: positives.length, core };
  return [...levelRuleErrors(criterion, path, existing), ...anchorErrors(criterion, path)];
}

function levelRuleErrors(
  { levelRule }: PlanCriterion,
  path: string,
  existing: { any: number; core: number },
): FieldError[] {
  const errors: FieldError[] = [];
  for (const level of earnedLevels) {
    const rule = levelRule[level];
    const field = `${path}.levelRule.${level}`;
    for (const kind of ['any', 'core'] as const) {
      const before = level === 2 ? 0 : levelRule[(level - 1) as 2 | 3 | 4][kind];
      if (rule[kind] < before) {
        errors.push({
          field: `${field}.${kind}`,
          message: `It falls from ${before} at level ${level - 1}; it may not.`,
        });
      }
      if (rule[kind] > existing[kind]) {
        const message = `It asks for ${rule[kind]}, but the criterion has ${existing[kind]} such indicators.`;
        errors.push({ field: `${field}.${kind}`, message });
      }
    }
    if (rule.any === 0 && rule.core === 0) {
      errors.push({ field, message: 'A level above 1 needs at least one indicator, or silence would earn it.' });
    }
  }
  return errors;
}

function anchorErrors({ anchors }: PlanCriterion, path: string): FieldError[] {
  return levels.flatMap((level) => {
    const words = unevidencedWords(anchors[level]);
    if (words.length === 0) return [];
    const named = words.map((word) => `"${word}"`).join(', ');
    return [
      { field: `${path}.anchors.${level}`, message: `${named} cannot be evidenced in words; say what is observed.` },
    ];
  });
}

function indicatorErrors(indicator: PlanIndicator, path: string, plan: PlanDocument): FieldError[] {
  return [
    ...referenceErrors(indicator, path, plan),
    ...capErrors(indicator, path),
    ...ideaErrors(indicator, path, plan),
  ];
}

function referenceErrors(indicator: PlanIndicator, path: string, plan: PlanDocument): FieldError[] {
  const errors: FieldError[] = [];
  if (!plan.criteria.some((criterion) => criterion.id === indicator.criterion)) {
    errors.push({ field: `${path}.criterion`, message: `There is no criterion ${indicator.criterion} in this plan.` });
  }
  indicator.questions.forEach((id, at) => {
    const field = `${path}.questions.${at}`;
    if (!plan.questions.some((question) => question.id === id)) {
      errors.push({ field, message: `There is no question ${id} in this plan.` });
    } else if (indicator.questions.indexOf(id) < at) {
      errors.push({ field, message: `The question ${id} is named twice.` });
    }
  });
  return errors;
}

function capErrors(indicator: PlanIndicator, path: string): FieldError[] {
  if (indicator.polarity === 'positive') {
    if (indicator.cap === undefined) return [];
    return [{ field: `${path}.cap`, message: 'Only a contradiction caps a level; leave the cap out.' }];
  }
  const errors: FieldError[] = [];
  if (indicator.cap === undefined) {
    errors.push({ field: `${path}.cap`, message: 'A contradiction needs the highest level it leaves, from 1 to 4.' });
  }
  if (indicator.core) errors.push({ field: `${path}.core`, message: 'No level can require a contradiction.' });
  return errors;
}

/**
 * An alternative must be usable in at least one of the indicator's questions: where it consists only of the question's
 * words the matcher passes over it, and an alternative that is passed over everywhere is a mistake.
 */
function ideaErrors(indicator: PlanIndicator, path: string, plan: PlanDocument): FieldError[] {
  const errors: FieldError[] = [];
  if (indicator.ideas.length < 2) {
    errors.push({ field: `${path}.ideas`, message: 'An indicator needs two groups of ideas.' });
  }
  const stemsOfQuestions = plan.questions
    .filter((question) => indicator.questions.includes(question.id))
    .map((question) => new Set(tokenize(question.text).map((token) => token.stem)));
  indicator.ideas.forEach((idea, group) => {
    idea.any.forEach((wording, at) => {
      const field = `${path}.ideas.${group}.any.${at}`;
      const stems = tokenize(wording).map((token) => token.stem);
      if (stems.length === 0) {
        errors.push({ field, message: `"${wording}" holds no word that can be looked for.` });
      } else if (stemsOfQuestions.every((asked) => stems.every((stem) => asked.has(stem)))) {
        errors.push({
          field,
          message: `"${wording}" consists only of words of the question; repeating it shows nothing.`,
        });
      }
    });
  });
  return errors;
}

function questionErrors(plan: PlanDocument): FieldError[] {
  const errors = plan.questions.flatMap((question, at) => {
    const path = `questions.${at}`;
    const own: FieldError[] = [];
    if (!plan.indicators.some((indicator) => indicator.questions.includes(question.id))) {
      own.push({
        field: path,
        message: `No indicator reads the answer to ${question.id}; ask it for a reason or drop it.`,
      });
    }
    if (question.minSpeechSeconds >= question.answerSeconds) {
      own.push({
        field: `${path}.minSpeechSeconds`,
        message: 'It leaves no time: the answer itself may not be longer.',
      });
    }
    return own;
  });
  if (minAnsweredOf(plan) > plan.questions.length) {
    errors.push({ field: 'minAnswered', message: `The plan has ${plan.questions.length} questions only.` });
  }
  return errors;
}

function figureErrors(plan: PlanDocument): FieldError[] {
  const errors: FieldError[] = [];
  const coverage = twoSidedCoverage(plan.interval.z);
  if (Math.abs(coverage - plan.interval.level) > quantileTolerance) {
    const message = `z ${plan.interval.z} covers ${coverage.toFixed(3)}, not the written ${plan.interval.level}.`;
    errors.push({ field: 'interval.z', message });
  }
  plan.reviewLines.forEach((line, at) => {
    if (at > 0 && line <= plan.reviewLines[at - 1]!) {
      errors.push({ field: `reviewLines.${at}`, message: 'Review lines rise from one to the next.' });
    }
  });
  return errors;
}

/** P(|Z| ≤ z) of the standard normal, to about 1e-7. @see Abramowitz and Stegun, 7.1.26 */
function twoSidedCoverage(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - series * Math.exp(-x * x);
}
