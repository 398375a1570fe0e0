import { readFileSync } from 'node:fs';
import { AppError } from '@guildhall/errors';
import { repositoryFile } from '../../test/repository-file.js';
import { examplePlan, examplePlanJson } from '../../test/sample-answers.js';
import { minAnsweredOf } from './plan-document.js';
import { planHash } from './plan-hash.js';
import { readPlanDocument } from './plan-reading.js';

function errorsOf(json: unknown): string[] {
  try {
    readPlanDocument(json);
  } catch (thrown) {
    if (thrown instanceof AppError) return (thrown.errors ?? []).map(({ field }) => field);
    throw thrown;
  }
  return [];
}

describe('Reading a plan document', () => {
  it('reads the example plan as it is shipped', () => {
    const plan = examplePlan();
    expect(plan.criteria.map(({ id }) => id)).toEqual(['task_design', 'verification', 'fair_grading']);
    expect(plan.indicators).toHaveLength(16);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(examplePlanJson());
  });

  it('reads the example that the description of the API shows', () => {
    const { paths } = JSON.parse(readFileSync(repositoryFile('docs/openapi.json'), 'utf8'));
    const { content } = paths['/v1/plans/{planId}/versions'].post.requestBody;
    expect(errorsOf(content['application/json'].example.document)).toEqual([]);
  });

  it('asks for one answer where the plan does not say how many', () => {
    const { minAnswered: _, ...silent } = examplePlanJson();
    expect(minAnsweredOf(readPlanDocument(silent))).toBe(1);
    expect(minAnsweredOf(readPlanDocument({ ...silent, minAnswered: 2 }))).toBe(2);
  });

  it('names every wrong field at once, by its path', () => {
    const json = structuredClone(examplePlan());
    json.questions[0]!.answerSeconds = 0;
    json.criteria[1]!.levelRule[3].core = -1;
    json.criteria[2]!.anchors[5] = '';
    json.indicators[4]!.ideas[1]!.any[0] = 'x'.repeat(61);
    json.reviewLines = [0.5];
    expect(errorsOf(json).sort()).toEqual([
      'criteria.1.levelRule.3.core',
      'criteria.2.anchors.5',
      'indicators.4.ideas.1.any',
      'questions.0.answerSeconds',
      'reviewLines',
    ]);
  });

  it.each(['interval', 'tie', 'criteria', 'questions', 'indicators', 'domainTerms', 'reviewLines', 'language'])(
    'refuses a plan without %s',
    (field) => {
      const { [field]: _, ...rest } = examplePlanJson();
      expect(new Set(errorsOf(rest))).toEqual(new Set([field]));
    },
  );

  it('refuses fields it does not know, at any depth, and anything that is no object', () => {
    const json = structuredClone(examplePlanJson()) as { criteria: Record<string, unknown>[] };
    json.criteria[0]!['secretBonus'] = 1;
    expect(errorsOf(json)).toEqual(['criteria.0.secretBonus']);
    for (const value of [null, [], 'plan', 7]) expect(() => readPlanDocument(value)).toThrow(AppError);
  });

  it('bounds every list', () => {
    const many = <T>(value: T) => Array.from({ length: 500 }, () => value);
    const json = examplePlanJson() as unknown as ReturnType<typeof examplePlan>;
    const lists = ['questions', 'domainTerms', 'reviewLines', 'criteria', 'indicators'] as const;
    for (const list of lists) {
      expect(errorsOf({ ...json, [list]: many(json[list][0]) })).toContain(list);
    }
    const ideas = many(json.indicators[0]!.ideas[0]);
    expect(errorsOf({ ...json, indicators: [{ ...json.indicators[0], ideas }] })).toContain('indicators.0.ideas');
  });
});

describe('The hash of a plan', () => {
  it('names the content, whatever the order of its keys', () => {
    const plan = examplePlan();
    const reversed = Object.fromEntries(Object.entries(plan).reverse()) as unknown as typeof plan;
    expect(planHash(reversed)).toBe(planHash(plan));
    expect(planHash(plan)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with any word of the rubric', () => {
    const plan = examplePlan();
    const changed = structuredClone(plan);
    changed.criteria[0]!.anchors[3] += ' Really.';
    expect(planHash(changed)).not.toBe(planHash(plan));
  });
});
