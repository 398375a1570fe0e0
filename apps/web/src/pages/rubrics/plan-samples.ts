import type { PlanDocument, PlanIndicator } from './plan-document.js';

const point = (id: string, criterion: string, changes: Partial<PlanIndicator> = {}): PlanIndicator => ({
  ...{ id, criterion, polarity: 'positive', core: false, questions: ['q1', 'q2'], window: 12 },
  ...{ text: `Says ${id}.`, counts: '', doesNotCount: '' },
  ideas: [
    { id: 'one', any: ['check'] },
    { id: 'two', any: ['source'] },
  ],
  ...changes,
});

const anchor = 'Says something that can be heard.';
const anchors = { 1: anchor, 2: anchor, 3: anchor, 4: anchor, 5: anchor };
const levelRule = { 2: { any: 1, core: 0 }, 3: { any: 1, core: 0 }, 4: { any: 2, core: 0 }, 5: { any: 2, core: 0 } };

/** Two questions, two criteria, three points. */
export const smallPlan: PlanDocument = {
  ...{ id: 'small', version: 1, language: 'en', domainTerms: [], reviewLines: [] },
  ...{ interval: { level: 0.8, z: 1.28, alpha: 0.5 }, tie: { kind: 'sed', z: 1.28 } },
  questions: ['q1', 'q2'].map((id) => ({
    ...{ id, text: `What is asked in ${id}?` },
    ...{ thinkSeconds: 30, answerSeconds: 120, minSpeechSeconds: 20 },
  })),
  criteria: [
    { id: 'checks', title: 'Checks', weightBp: 6000, levelRule, anchors },
    { id: 'writes', title: 'Writes', weightBp: 4000, levelRule, anchors },
  ],
  indicators: [point('i1', 'checks'), point('i2', 'writes'), point('i3', 'checks')],
};
