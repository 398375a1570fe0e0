/** z of a two-sided interval of 80 %. */
const z = 1.2815515655446004;

/**
 * A plan under which the one sentence of `samples/recordings/short.webm` is a result that is ranked: one question, a second
 * of speech, one point.
 */
export const crashPlan = {
  id: 'one-sentence',
  version: 1,
  language: 'en',
  questions: [
    {
      id: 'q1',
      thinkSeconds: 0,
      answerSeconds: 30,
      minSpeechSeconds: 1,
      text: 'How do you make sure that what you write is right?',
    },
  ],
  domainTerms: ['number', 'report'],
  interval: { level: 0.8, z, alpha: 0.5 },
  tie: { kind: 'sed', z },
  reviewLines: [],
  criteria: [
    {
      id: 'verification',
      title: 'Verifies own figures',
      weightBp: 10_000,
      levelRule: Object.fromEntries([2, 3, 4, 5].map((level) => [level, { any: 1, core: 0 }])),
      anchors: {
        ...{ 1: 'Names no check.', 2: 'Names one check.', 3: 'Names one check.' },
        ...{ 4: 'Names one check.', 5: 'Names one check.' },
      },
    },
  ],
  indicators: [
    {
      id: 'v1',
      criterion: 'verification',
      polarity: 'positive',
      core: false,
      questions: ['q1'],
      window: 20,
      text: 'Compares with a published source.',
      counts: 'Names the source that is compared with.',
      doesNotCount: 'Only says that figures are checked.',
      ideas: [
        { id: 'comparing', any: ['compare', 'pair', 'numbers'] },
        { id: 'source', any: ['published', 'annual', 'report'] },
      ],
    },
  ],
};

export const crashQuestion = 'q1';
