import { readdirSync } from 'node:fs';
import { planSamples } from '../../test/plan-samples.js';
import { answerOf } from '../../test/sample-answers.js';
import { readWithBaseline } from '../scoring/baseline/baseline-engine.js';
import { scoreWithBaseline } from '../scoring/baseline-scoring.js';
import type { AnswerForScoring } from '../scoring/gates.js';
import { flagInstructions } from '../scoring/injection/flag-instructions.js';
import { tokenize } from '../scoring/tokens.js';
import type { PlanDocument } from './plan-document.js';
import { readPlanDocument } from './plan-reading.js';
import { PlanTemplateLibrary, planTemplateFolder } from './plan-template-library.js';
import { publishingErrors } from './publishing-checks.js';

const library = new PlanTemplateLibrary();
const ids = library.list().map(({ id }) => id);
/** How much better the strong answers to a plan's questions have to come out than the weak ones, in levels. */
const leastDistance = 2;
/** About nothing that any of the plans asks. */
const ofNoProfession = `Last summer my sister and I moved to a small cottage near the coast. The roof was leaking and the garden was
  older than me. My brother came to help with the painting, and we spent three weeks on the fence alone. I learned a lot about
  wood and about patience. In the evening the children played on the beach and we sang. Now we are thinking about a small boat.`;
/** Without them a sentence that denies an indicator shows it: it is the denial that is noticed. */
const denials = /\b(?:not|never|no|nothing)\b/g;

const documentOf = (id: string) => library.get(id).document as PlanDocument;

function strictIn(plan: PlanDocument, answer: AnswerForScoring): string[] {
  return readWithBaseline(plan, [answer])
    .answers[0]!.indicators.filter(({ strict }) => strict !== null)
    .map(({ indicator }) => indicator);
}

function interviewOf(id: string, kind: 'strong' | 'weak'): AnswerForScoring[] {
  return planSamples(id).answers.map((answer) => answerOf(answer[kind], answer.question));
}

function totalOf(id: string, kind: 'strong' | 'weak'): number {
  return Number(scoreWithBaseline({ plan: documentOf(id), answers: interviewOf(id, kind) }).figures?.total);
}

/** Alternatives that hold no word but those of a question in which they are looked for: the matcher passes over them. */
function questionsSaidAgain(plan: PlanDocument): string[] {
  return plan.indicators.flatMap(({ id, questions, ideas }) =>
    questions.flatMap((question) => {
      const asked = new Set(
        tokenize(plan.questions.find((each) => each.id === question)!.text).map(({ stem }) => stem),
      );
      const isAsked = (wording: string) => tokenize(wording).every(({ stem }) => asked.has(stem));
      return ideas.flatMap(({ any }) => any.filter(isAsked).map((wording) => `${id} in ${question}: ${wording}`));
    }),
  );
}

function alternativesSaidTwice(plan: PlanDocument): string[] {
  return plan.indicators.flatMap(({ id, ideas }) =>
    ideas.flatMap(({ any }) =>
      any.filter((wording, at) => any.indexOf(wording) < at).map((wording) => `${id}: ${wording}`),
    ),
  );
}

describe('The library of plan templates', () => {
  it('lists every file of its folder, by profession, each to be reviewed before use', () => {
    const files = readdirSync(planTemplateFolder);
    expect(files.sort()).toEqual(ids.flatMap((id) => [`${id}.json`, `${id}.answers.json`]).sort());
    const professions = library.list().map(({ profession }) => profession);
    expect(professions).toEqual([...professions].sort());
    for (const template of library.list()) {
      expect(template.notice).toBe('Review by an expert of the field before use.');
      expect(template).not.toHaveProperty('document');
      expect(template).not.toHaveProperty('sampleAnswers');
    }
  });

  it('knows no other', () => {
    expect(() => library.get('astrologer')).toThrow('There is no such plan template');
  });

  it('says of each what it asks and what is judged', () => {
    const document = documentOf('physician');
    expect(library.list().find(({ id }) => id === 'physician')).toMatchObject({
      language: 'en',
      interview: { questions: document.questions.length, minutes: 10 },
      criteria: document.criteria.map(({ title }) => title),
    });
  });

  it('gives out what each can be tried on, and by which plans that goes', () => {
    const { documentId, document, sampleAnswers } = library.get('chef');
    expect(documentId).toBe((document as PlanDocument).id);
    const { question, strong, weak } = planSamples('chef').answers[0]!;
    expect(sampleAnswers!.slice(0, 2)).toEqual([
      { questionId: question, shows: 'much', text: strong },
      { questionId: question, shows: 'little', text: weak },
    ]);
  });

  it('gives documents that differ in their id', () => {
    expect(new Set(ids.map((id) => documentOf(id).id)).size).toBe(ids.length);
  });
});

describe.each(ids)('The template %s', (id) => {
  const plan = documentOf(id);
  const { answers, sentences } = planSamples(id);

  it('can be read as it is given out, and published', () => {
    expect(publishingErrors(readPlanDocument(JSON.parse(JSON.stringify(plan))))).toEqual([]);
  });

  it('is as deep as the others', () => {
    expect(plan.questions.length).toBeGreaterThanOrEqual(3);
    for (const criterion of plan.criteria) {
      const own = plan.indicators.filter((indicator) => indicator.criterion === criterion.id);
      expect(own.filter(({ polarity }) => polarity === 'positive').length).toBeGreaterThanOrEqual(4);
      expect(own.filter(({ core }) => core)).toHaveLength(2);
      expect(own.filter(({ polarity }) => polarity === 'contradiction')).toHaveLength(1);
    }
  });

  it('says no alternative twice', () => {
    expect(alternativesSaidTwice(plan)).toEqual([]);
  });

  it('has a sentence for each indicator', () => {
    expect(sentences.map(({ indicator }) => indicator)).toEqual(plan.indicators.map((indicator) => indicator.id));
  });

  it.each(sentences)('finds $indicator in "$shown" and not in "$denied"', (sentence) => {
    const { indicator, question, shown, denied } = sentence;
    expect(strictIn(plan, answerOf(shown, question))).toContain(indicator);
    expect(strictIn(plan, answerOf(denied, question))).not.toContain(indicator);
    expect(strictIn(plan, answerOf(denied.replaceAll(denials, ' '), question))).toContain(indicator);
  });

  it('is answered by samples that are on the subject, no lists, and tell nobody how to judge', () => {
    expect(answers.map(({ question }) => question)).toEqual(plan.questions.map((question) => question.id));
    for (const kind of ['strong', 'weak'] as const) {
      const { answers: readings } = readWithBaseline(plan, interviewOf(id, kind));
      expect(readings.map(({ question, flags }) => [question, flags])).toEqual(
        answers.map(({ question }) => [question, []]),
      );
    }
    const texts = [...answers.flatMap(({ strong, weak }) => [strong, weak]), ...plan.questions.map(({ text }) => text)];
    expect(texts.filter((text) => flagInstructions(answerOf(text)).flagged !== undefined)).toEqual([]);
  });

  it('notices an answer that speaks of something else', () => {
    const answersBeside = plan.questions.map((question) => answerOf(ofNoProfession, question.id));
    const { outcome } = scoreWithBaseline({ plan, answers: answersBeside });
    expect(outcome).toMatchObject({ kind: 'held_out', holdReasons: ['off_topic'] });
  });

  it('puts the strong answers at least two levels above the weak ones', () => {
    expect(totalOf(id, 'strong') - totalOf(id, 'weak')).toBeGreaterThanOrEqual(leastDistance);
  });

  it('finds every contradiction in weak answers alone', () => {
    const contradictions = plan.indicators
      .filter(({ polarity }) => polarity === 'contradiction')
      .map((each) => each.id);
    const found = (kind: 'strong' | 'weak') =>
      new Set(
        interviewOf(id, kind)
          .flatMap((answer) => strictIn(plan, answer))
          .filter((each) => contradictions.includes(each)),
      );
    expect([...found('strong')]).toEqual([]);
    expect([...found('weak')].sort()).toEqual([...contradictions].sort());
  });
});

describe('Templates added since the first', () => {
  it.each(ids.filter((id) => id !== 'financial-analyst'))('%s looks for no words of its own questions', (id) => {
    expect(questionsSaidAgain(documentOf(id))).toEqual([]);
  });
});
