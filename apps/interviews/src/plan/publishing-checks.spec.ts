import { examplePlan } from '../../test/sample-answers.js';
import type { PlanDocument } from './plan-document.js';
import { publishingErrors } from './publishing-checks.js';

/** Fields refused once the example plan has been changed. */
function refused(change: (plan: PlanDocument) => void): string[] {
  const plan = examplePlan();
  change(plan);
  return publishingErrors(plan).map(({ field }) => field);
}

describe('Publishing checks', () => {
  it('let the example plan pass', () => {
    expect(publishingErrors(examplePlan())).toEqual([]);
  });

  it('refuse weights that do not sum to 10000', () => {
    expect(
      refused((plan) => {
        plan.criteria[0]!.weightBp = 3501;
      }),
    ).toEqual(['criteria']);
  });

  it('refuse thresholds that fall from one level to the next', () => {
    expect(
      refused((plan) => {
        plan.criteria[0]!.levelRule[4].any = 1;
      }),
    ).toEqual(['criteria.0.levelRule.4.any']);
    expect(
      refused((plan) => {
        plan.criteria[0]!.levelRule[5].core = 1;
      }),
    ).toEqual(['criteria.0.levelRule.5.core']);
  });

  it('refuse thresholds above what the criterion has', () => {
    expect(
      refused((plan) => {
        plan.criteria[1]!.levelRule[5].any = 5;
      }),
    ).toEqual(['criteria.1.levelRule.5.any']);
    expect(
      refused((plan) => {
        plan.criteria[1]!.levelRule[5].core = 3;
      }),
    ).toEqual(['criteria.1.levelRule.5.core']);
  });

  it('refuse a level above 1 that silence would earn', () => {
    expect(
      refused((plan) => {
        plan.criteria[0]!.levelRule[2] = { any: 0, core: 0 };
      }),
    ).toEqual(['criteria.0.levelRule.2']);
  });

  it('refuse an indicator without two groups of ideas', () => {
    expect(refused((plan) => void plan.indicators[0]!.ideas.pop())).toEqual(['indicators.0.ideas']);
  });

  it('refuse an alternative of nothing but the words of the question', () => {
    const repeat = (plan: PlanDocument) => void plan.indicators[0]!.ideas[0]!.any.push('a difficult task');
    expect(refused(repeat)).toEqual(['indicators.0.ideas.0.any.18']);
  });

  it('allow an alternative that only one of several questions holds', () => {
    expect(refused((plan) => void plan.indicators[7]!.ideas[0]!.any.push('relied on'))).toEqual([]);
    expect(refused((plan) => void plan.indicators[0]!.ideas[0]!.any.push('...'))).toEqual([
      'indicators.0.ideas.0.any.18',
    ]);
  });

  it.each([
    'Speaks fluently about the task and its result.',
    'Gives a confident account of the whole method.',
    'Has a clear accent and explains the method.',
    'Shows an enthusiastic personality while explaining.',
    'Is articulate about the criteria that are used.',
  ])('refuse the anchor "%s"', (anchor) => {
    expect(
      refused((plan) => {
        plan.criteria[0]!.anchors[4] = anchor;
      }),
    ).toEqual(['criteria.0.anchors.4']);
    const plan = examplePlan();
    plan.criteria[0]!.anchors[4] = anchor;
    expect(publishingErrors(plan)[0]!.message).toContain('cannot be evidenced in words');
  });

  it.each<[string, (plan: PlanDocument) => void, string]>([
    [
      'an unknown criterion',
      (plan) => {
        plan.indicators[3]!.criterion = 'charm';
      },
      'indicators.3.criterion',
    ],
    [
      'an unknown question',
      (plan) => {
        plan.indicators[3]!.questions = ['q1', 'q9'];
      },
      'indicators.3.questions.1',
    ],
    [
      'a question named twice',
      (plan) => {
        plan.indicators[3]!.questions = ['q1', 'q1'];
      },
      'indicators.3.questions.1',
    ],
    [
      'a contradiction without cap',
      (plan) => {
        delete plan.indicators[5]!.cap;
      },
      'indicators.5.cap',
    ],
    [
      'a core contradiction',
      (plan) => {
        plan.indicators[5]!.core = true;
      },
      'indicators.5.core',
    ],
    [
      'a positive with a cap',
      (plan) => {
        plan.indicators[3]!.cap = 2;
      },
      'indicators.3.cap',
    ],
    [
      'an id used twice',
      (plan) => {
        plan.questions[2]!.id = 'q1';
      },
      'questions.2.id',
    ],
    [
      'more answers than questions',
      (plan) => {
        plan.minAnswered = 4;
      },
      'minAnswered',
    ],
    [
      'no time to answer',
      (plan) => {
        plan.questions[0]!.minSpeechSeconds = 180;
      },
      'questions.0.minSpeechSeconds',
    ],
    [
      'a z of another level',
      (plan) => {
        plan.interval.z = 1.96;
      },
      'interval.z',
    ],
    [
      'review lines out of order',
      (plan) => {
        plan.reviewLines = [3.5, 2.5];
      },
      'reviewLines.1',
    ],
  ])('refuse %s', (_, change, field) => {
    expect(refused(change)).toContain(field);
  });

  it('refuse a question that no indicator reads', () => {
    const change = (plan: PlanDocument) => void plan.questions.push({ ...plan.questions[2]!, id: 'q4' });
    expect(refused(change)).toEqual(['questions.3']);
  });

  it('report everything at once', () => {
    const fields = refused((plan) => {
      plan.criteria[0]!.weightBp = 1;
      plan.criteria[1]!.levelRule[5].any = 9;
      plan.criteria[2]!.anchors[1] = 'Has no confidence in the marks.';
      plan.indicators[0]!.ideas.pop();
    });
    expect(fields).toEqual(['criteria', 'criteria.1.levelRule.5.any', 'criteria.2.anchors.1', 'indicators.0.ideas']);
  });
});
