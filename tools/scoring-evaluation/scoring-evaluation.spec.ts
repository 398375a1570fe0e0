import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { FakeOpenAi } from '@guildhall/testing';
import { EnginesConfig } from '../../apps/interviews/src/engines/engines.config.js';
import { openScoringEngine } from '../../apps/interviews/src/engines/open-engines.js';
import { scoreWithBaseline } from '../../apps/interviews/src/scoring/baseline-scoring.js';
import { BaselineScoringEngine } from '../../apps/interviews/src/scoring/baseline-scoring-engine.js';
import { writtenSegments } from '../../apps/interviews/src/scoring/transcript.js';
import { carefulReader } from '../../apps/interviews/test/fake-model-answers.js';
import { examplePlan, type SampleId, sampleAnswer, sampleAnswers } from '../../apps/interviews/test/sample-answers.js';
import { agreementTable } from './agreement-table.js';
import { largestFileBytes, readAnswers, readAnswersFile } from './answers-file.js';
import { lexicalOverlap } from './lexical-overlap.js';
import { RepliesOfRun, RunBudget } from './model-run.js';
import { answersToScore, runEvaluation } from './run-evaluation.js';
import { planScale, readScale, roundedTo } from './scale.js';

const rubric = 'financial-analyst-ai-tasks#q1';
const options = { seed: 1, resamples: 200, level: 0.95, scale: planScale, signal: new AbortController().signal };

const lineOf = (row: object) => JSON.stringify({ question: 'q1', answer: 'I compare it.', rubric, human1: 3, ...row });
const read = (...lines: string[]) => readAnswers(lines.join('\n'), 'answers.jsonl', planScale);

async function evaluationOf(...lines: string[]) {
  const answers = answersToScore(read(...lines), 'answers.jsonl', planScale);
  return await runEvaluation(answers, new BaselineScoringEngine(), options);
}

describe('A file of answers', () => {
  it('is read with as many people as its first line has, blank lines and line ends of Windows aside', () => {
    const answers = read(lineOf({ human2: 4.5 }), '', `${lineOf({ human2: 2 })}\r`);
    expect(answers).toMatchObject([
      { line: 1, rubric, reference: null, human: [3, 4.5] },
      { line: 3, human: [3, 2] },
    ]);
  });

  it.each([
    ['answers.jsonl: there is no answer in it.', ['']],
    ['answers.jsonl, line 2, character 24: it is no JSON.', [lineOf({}), '{"question":"my secret"']],
    ['answers.jsonl, line 1: it is no JSON object.', ['[1]']],
    ['answers.jsonl, line 1, column question: it is missing.', [lineOf({ question: undefined })]],
    ['answers.jsonl, line 1, column answer: it is no text, or empty.', [lineOf({ answer: ' ' })]],
    ['answers.jsonl, line 2, column human1: it is missing.', [lineOf({}), lineOf({ human1: undefined })]],
    ['answers.jsonl, line 1, column human1: it is no number.', [lineOf({ human1: '3' })]],
    ['answers.jsonl, line 1, column human1: 6 is not on the scale 1-5 (--scale).', [lineOf({ human1: 6 })]],
    ['answers.jsonl, line 1, column human2: it is missing, though a later one is there.', [lineOf({ human3: 3 })]],
    [
      'answers.jsonl, line 2, column human2: it is missing, and the first line has it; every line needs the same people.',
      [lineOf({ human2: 3 }), lineOf({})],
    ],
    ['answers.jsonl, line 1, column rubric: it is missing, and a reference as well.', [lineOf({ rubric: undefined })]],
    [
      'answers.jsonl, line 1, column rubric: the line has a reference, too; one of them is enough.',
      [lineOf({ reference: 'It is compared.' })],
    ],
    [
      'answers.jsonl, line 1, column "humen2": no such column; there are question, answer, reference, rubric and human1, human2, ….',
      [lineOf({ humen2: 3 })],
    ],
  ])('is refused with %s', (message, lines) => {
    expect(() => read(...lines)).toThrow(new Error(message));
  });

  it('names the line of a rubric that is not there, of a question that its plan has not, and of another scale', () => {
    const refusalOf =
      (row: object, scale = planScale) =>
      () =>
        answersToScore(readAnswers([lineOf({}), lineOf(row)].join('\n'), 'a.jsonl', scale), 'a.jsonl', scale);
    expect(refusalOf({ rubric: 'nobody' })).toThrow(
      'a.jsonl, line 2, column rubric: there is no plan "nobody"; there are',
    );
    expect(refusalOf({ rubric: 'none.json' })).toThrow(
      'a.jsonl, line 2, column rubric: the plan none.json cannot be read',
    );
    expect(refusalOf({ rubric: 'financial-analyst-ai-tasks#q9' })).toThrow('has no question "q9"; it has q1, q2, q3');
    expect(refusalOf({}, { min: 0, max: 5 })).toThrow('line 1, column rubric: plans have the scale 1-5');
  });

  it('may be CSV, with line breaks and quotes in an answer and cells that are empty', () => {
    const names = '\ufeffquestion,answer,reference,rubric,human1,human2';
    const rows = [`q1,"I say ""check"",\r\nthen compare.",,${rubric},3,4.5`, '"What, then?",42,It is 42.,,2,.5'];
    expect(readAnswers([names, ...rows].join('\r\n'), 'answers.CSV', { min: 0, max: 5 })).toEqual([
      { line: 3, question: 'q1', answer: 'I say "check",\nthen compare.', reference: null, rubric, human: [3, 4.5] },
      { line: 4, question: 'What, then?', answer: '42', reference: 'It is 42.', rubric: null, human: [2, 0.5] },
    ]);
  });

  it.each([
    ['it is no CSV with a line of names (CSV_RECORD_INCONSISTENT_COLUMNS)', 'question,answer\nq1,"my secret",3'],
    ['it is no CSV with a line of names (CSV_QUOTE_NOT_CLOSED)', 'question,answer\nq1,"my secret'],
    ['line 2, column human1: it is no number', `question,answer,rubric,human1\nq1,my secret,${rubric},good`],
    ['line 2, column human1: it is missing', `question,answer,rubric,human1\nq1,my secret,${rubric},`],
    ['there is no answer in it', 'question,answer,rubric,human1\n'],
  ])('says of CSV what is wrong and where, and nothing of an answer: %s', (problem, text) => {
    const refusal = () => readAnswers(text, 'answers.csv', planScale);
    expect(refusal).toThrow(problem);
    expect(refusal).not.toThrow('my secret');
  });

  it('is refused where it is too large or no UTF-8', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'answers-'));
    try {
      const file = path.join(folder, 'answers.jsonl');
      await writeFile(file, Buffer.alloc(largestFileBytes + 1, ' '));
      await expect(readAnswersFile(file, planScale)).rejects.toThrow('are more than 20971520');
      await writeFile(file, Buffer.from([0x7b, 0xff, 0x7d]));
      await expect(readAnswersFile(file, planScale)).rejects.toThrow('it is no UTF-8');
      await expect(readAnswersFile(path.join(folder, 'none.jsonl'), planScale)).rejects.toThrow('ENOENT');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('A scale', () => {
  it('has whole numbers, to which scores are rounded', () => {
    expect(readScale('0-5')).toEqual({ min: 0, max: 5 });
    expect([1.49, 2.5, 4.7, 9].map((score) => roundedTo(planScale, score))).toEqual([1, 3, 5, 5]);
    for (const text of ['5-1', '1-1', '1..5', '', '0-5000']) expect(() => readScale(text)).toThrow('is no scale');
  });
});

describe('The words that an answer shares with a reference', () => {
  it("are counted as stems and once, without the question's own", () => {
    const question = 'Why do plants need light?';
    const reference = 'Plants need light because photosynthesis turns light into sugar.';
    // Left of the reference: photosynthesis, turns, sugar.
    expect(lexicalOverlap(question, reference, 'Light, light, light: plants need it.')).toBe(0);
    expect(lexicalOverlap(question, reference, 'Sugar and more sugars come of it.')).toBeCloseTo(1 / 3, 12);
    expect(lexicalOverlap(question, reference, reference)).toBe(1);
    expect(lexicalOverlap(question, 'The plants need the light.', 'Anything.')).toBeNull();
  });
});

describe('An evaluation', () => {
  const judged = (sample: SampleId, row: object = {}) => lineOf({ answer: sampleAnswer(sample).text, ...row });

  it('compares the totals of the engine with what people gave', async () => {
    const plan = examplePlan();
    const ranked = sampleAnswers().filter(({ levels }) => levels !== 'withheld');
    const [found] = await evaluationOf(...ranked.map(({ id, levels }) => judged(id, { human1: Number(levels[3]) })));
    expect(found).toMatchObject({ measured: 'engine', answers: ranked.length, heldOut: {} });
    // The careful reader's totals are those that the engine was made to find.
    const { engine, people, answers } = found!.report.pooled;
    expect(answers).toBe(ranked.length);
    expect(engine.rmse.value).toBeCloseTo(0, 9);
    expect(engine.kappa.value).toBe(1);
    expect(people).toBeNull();
    const answer = { question: 'q1', kind: 'written' as const, language: 'en', speechSeconds: null };
    const segments = writtenSegments(sampleAnswer('good').text);
    const { figures } = scoreWithBaseline({ plan, answers: [{ ...answer, segments }] });
    expect(figures!.total).toBe(String(sampleAnswer('good').levels[3]));
  });

  it('leaves out, and counts, what the engine gives no score to', async () => {
    const [found] = await evaluationOf(judged('good'), judged('weak'), judged('stuffed'));
    expect(found!.heldOut).toEqual({ list_like: 1 });
    expect(found!.report.pooled.answers).toBe(2);
  });

  it('scores a question that not all criteria are asked about by those that are', async () => {
    const [found] = await evaluationOf(judged('excellent', { rubric: 'financial-analyst-ai-tasks', question: 'q2' }));
    expect(found).toMatchObject({
      heldOut: {},
      report: { byQuestion: [{ question: 'financial-analyst-ai-tasks#q2' }] },
    });
  });

  it('keeps lines with a reference apart, and says that no engine read them', async () => {
    const reference = { rubric: undefined, reference: 'The heart pumps blood through the arteries.', human2: 4 };
    const evaluations = await evaluationOf(
      judged('good', { human2: 4 }),
      lineOf({ ...reference, question: 'What does the heart do?', answer: 'It pumps blood.', human1: 5 }),
      lineOf({ ...reference, question: 'What does the heart do?', answer: 'Nothing much.', human1: 1 }),
    );
    expect(evaluations.map(({ measured, answers }) => [measured, answers])).toEqual([
      ['engine', 1],
      ['lexical_overlap', 2],
    ]);
    const { pooled } = evaluations[1]!.report;
    // Pumps and blood of pump, blood, arteri, through being grammar: 1 + 4 · 2/3, and 1; people gave 4.5 and 2.5 on average.
    expect(pooled.engine.rmse.value).toBeCloseTo(Math.sqrt(((4.5 - 11 / 3) ** 2 + 1.5 ** 2) / 2), 9);
    expect(pooled.people!.rmse.value).toBeCloseTo(Math.sqrt((1 + 9) / 2), 9);
  });

  it('draws whole questions for all together, and has no such interval with one question', async () => {
    const samples = ['excellent', 'good', 'mediocre', 'weak', 'good'] as const;
    const lines = samples.map((id) => judged(id, { human1: 3 }));
    const [one] = await evaluationOf(...lines);
    expect(one!.report.pooled.engine.rmse.interval).toBeNull();
    expect(one!.report.byQuestion[0]!.engine.rmse.interval).not.toBeNull();
    expect(agreementTable(one!.report, 'engine').at(-1)).toContain('With 1 of at least 5 questions');
  });

  it('shows every question and all together on one line each', async () => {
    const [found] = await evaluationOf(judged('good', { human2: 4 }), judged('weak', { human1: 2, human2: 1 }));
    const lines = agreementTable(found!.report, 'engine baseline baseline-1');
    expect(lines.filter((line) => line.startsWith('financial-analyst-ai-tasks#q1'))).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith('all questions'))).toHaveLength(2);
    expect(lines).toContain('first person against second');
    expect(lines.filter((line) => /NaN|undefined|null/.test(line))).toEqual([]);
  });
});

describe('An evaluation of a model', () => {
  it('asks the configured server about every answer, and knows what it cost', async () => {
    const fake = await FakeOpenAi.start();
    try {
      fake.chat.answer = carefulReader;
      const settings = { OPENAI_BASE_URL: fake.baseUrl, OPENAI_API_KEY: fake.apiKey };
      const budget = new RunBudget(50_000_000);
      const engine = openScoringEngine(readConfig(EnginesConfig, settings), new RepliesOfRun(), budget, systemClock);
      const lines = (['good', 'weak'] as const).map((id) => lineOf({ answer: sampleAnswer(id).text, human1: 3 }));
      const [found] = await runEvaluation(answersToScore(read(...lines), 'a.jsonl', planScale), engine, options);
      // Three criteria of one question, each once.
      expect(fake.chat.requests).toHaveLength(6);
      expect(found).toMatchObject({ answers: 2, heldOut: {}, report: { pooled: { answers: 2 } } });
      expect(budget.spentMicroUsd).toBeGreaterThan(0);
    } finally {
      await fake.close();
    }
  });
});

describe('The bound of what a run may cost', () => {
  const call = (estimateMicroUsd: number) => ({ subject: 'line-1', purpose: 'judging' as const, estimateMicroUsd });

  it('gives back what a call did not cost, and refuses the one that may not fit', async () => {
    const budget = new RunBudget(100);
    await budget.spend(call(90), async () => ({ value: 1, costMicroUsd: 30 }));
    await expect(budget.spend(call(60), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(budget.spentMicroUsd).toBe(30);
    await budget.spend(call(60), async () => ({ value: 1, costMicroUsd: null }));
    expect(budget.spentMicroUsd).toBe(90);
    let isCalled = false;
    const spent = budget.spend(call(20), async () => {
      isCalled = true;
      return { value: 1, costMicroUsd: 1 };
    });
    await expect(spent).rejects.toThrow('AI_DAILY_CAP_MICROS=100');
    expect(isCalled).toBe(false);
  });
});
