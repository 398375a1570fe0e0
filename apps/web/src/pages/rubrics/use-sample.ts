import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanDocument } from './plan-document.js';
import { type PlanPreview, type PlanVersion, readAnswers } from './rubric-queries.js';

interface ReadSample {
  preview: PlanPreview;
  /** What was read, by question. */
  texts: Record<string, string>;
  document: PlanDocument;
}

/** Sample answers that a plan is tried on. They are forgotten with the page. */
export function useSample() {
  const [texts, setTexts] = useState<Record<string, string>>({});
  const read = useMutation({
    mutationFn: async (version: PlanVersion): Promise<ReadSample> => {
      const answers = version.document.questions.flatMap(({ id }) =>
        (texts[id] ?? '').trim() === '' ? [] : [{ questionId: id, text: texts[id]! }],
      );
      return { preview: await readAnswers(version.id, answers), texts, document: version.document };
    },
  });
  return { texts, read, write: (questionId: string, text: string) => setTexts({ ...texts, [questionId]: text }) };
}

export type Sample = ReturnType<typeof useSample>;
