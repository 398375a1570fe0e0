import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@guildhall/errors';
import type { PlanTemplate, PlanTemplateSummary, SampleAnswer } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { interviewOutline } from './interview-outline.js';
import { readPlanDocument } from './plan-reading.js';

/** Beside the sources as in the build, which copies it. */
export const planTemplateFolder = fileURLToPath(new URL('../../plans', import.meta.url));

/** Of every template: nobody of the profession has signed any of them off. */
const reviewNotice = 'Review by an expert of the field before use.';

/** What is in the folder. An id is the name of its file, and is never given to another template. */
const entries: readonly { id: string; profession: string }[] = [
  { id: 'chef', profession: 'Chef' },
  { id: 'financial-analyst', profession: 'Financial analyst' },
  { id: 'lawyer', profession: 'Lawyer' },
  { id: 'linguist', profession: 'Linguist' },
  { id: 'physician', profession: 'Physician' },
  { id: 'software-engineer', profession: 'Software engineer' },
];

/**
 * The plans that come with the product. They are read once, when the service starts, which does not start with a template
 * that is missing or that it cannot read. That each may be published is tested.
 */
@Injectable()
export class PlanTemplateLibrary {
  private readonly templates: readonly PlanTemplate[] = entries.map(({ id, profession }) => {
    const document = readPlanDocument(fileOf(`${id}.json`));
    const { language, questions, criteria } = document;
    return {
      ...{ id, documentId: document.id, profession, language, interview: interviewOutline(questions) },
      criteria: criteria.map(({ title }) => title),
      notice: reviewNotice,
      document,
      sampleAnswers: sampleAnswersOf(id),
    };
  });

  /** By profession. */
  list(): PlanTemplateSummary[] {
    return this.templates.map(({ document: _, sampleAnswers: __, ...summary }) => summary);
  }

  /** @throws AppError `not_found` */
  get(id: string): PlanTemplate {
    const template = this.templates.find((each) => each.id === id);
    if (!template) throw new AppError('not_found', 'There is no such plan template; the list names all there are.');
    return template;
  }
}

/** Made up, and only to try a plan on; that the strong ones come out well above the weak ones is tested. */
function sampleAnswersOf(id: string): SampleAnswer[] {
  const answers = fileOf(`${id}.answers.json`) as { question: string; strong: string; weak: string }[];
  return answers.flatMap(({ question, strong, weak }) => [
    { questionId: question, shows: 'much' as const, text: strong },
    { questionId: question, shows: 'little' as const, text: weak },
  ]);
}

const fileOf = (name: string): unknown => JSON.parse(readFileSync(path.join(planTemplateFolder, name), 'utf8'));
