import { levels, type PlanDocument, planLimits } from './plan-document.js';

/** What keeps a plan from being saved, as far as it is seen without asking. */
export interface PlanFault {
  /** By the ids of entries: `criteria.verification.anchors.3`. */
  path: string;
  kind: 'short' | 'weight' | 'questions' | 'wording' | 'wordings';
  /** Characters, where a text is too short. */
  minimum?: number;
}

export function faultsOf(document: PlanDocument): PlanFault[] {
  return [...criterionFaults(document), ...pointFaults(document), ...questionFaults(document)];
}

function short(path: string, text: string, { minimum }: { minimum: number }): PlanFault[] {
  return text.trim().length < minimum ? [{ path, kind: 'short', minimum }] : [];
}

function criterionFaults({ criteria }: PlanDocument): PlanFault[] {
  return criteria.flatMap(({ id, title, weightBp, anchors }) => {
    const path = `criteria.${id}`;
    return [
      ...short(`${path}.title`, title, planLimits.title),
      ...(weightBp < 1 ? [{ path: `${path}.weightBp`, kind: 'weight' as const }] : []),
      ...levels.flatMap((level) => short(`${path}.anchors.${level}`, anchors[level], planLimits.anchor)),
    ];
  });
}

function pointFaults({ indicators }: PlanDocument): PlanFault[] {
  return indicators.flatMap(({ id, text, questions, ideas }) => {
    const path = `indicators.${id}`;
    const { minimum, maximum } = planLimits.wording;
    return [
      ...short(`${path}.text`, text, planLimits.point),
      ...(questions.length === 0 ? [{ path: `${path}.questions`, kind: 'questions' as const }] : []),
      ...ideas.flatMap(({ any }, at): PlanFault[] => {
        const place = `${path}.ideas.${at}`;
        if (any.length > planLimits.wordings) return [{ path: place, kind: 'wordings' }];
        const isOne = (wording: string) => wording.length >= minimum && wording.length <= maximum;
        return any.every(isOne) ? [] : [{ path: place, kind: 'wording' }];
      }),
    ];
  });
}

const questionFaults = ({ questions }: PlanDocument): PlanFault[] =>
  questions.flatMap(({ id, text }) => short(`questions.${id}.text`, text, planLimits.question));
