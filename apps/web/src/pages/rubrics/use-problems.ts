import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/api-problem.js';
import { brokenRuleWords, namedWords, quotedWords } from './broken-rule.js';
import { isSameAt, pathById } from './document-path.js';
import { fullWeightBp, type PlanDocument, percent, weightOf } from './plan-document.js';
import { faultsOf } from './plan-faults.js';
import { type PlanVersion, useBrokenRules } from './rubric-queries.js';

/** Something to mend before a plan is saved or published. */
export interface PlanProblem {
  /** By the ids of entries: `criteria.verification.anchors.3`. */
  path: string;
  words: string;
  /** The words came from the server, in English. */
  isForeign?: boolean;
}

interface ProblemsGiven {
  version: PlanVersion;
  document: PlanDocument;
  /** Saving was tried: what is not finished yet is complained of. */
  wasTried: boolean;
  refusal: unknown;
}

/** What keeps a plan from being saved, and from being published as far as it is saved; what was mended since is left out. */
export function useProblems({ version, document, wasTried, refusal }: ProblemsGiven) {
  const { t, i18n } = useTranslation('editor');
  const weightWords = useWeightWords();
  const rules = useBrokenRules(version, version.state === 'draft');
  const faults: PlanProblem[] = wasTried
    ? faultsOf(document).map(({ path, kind, minimum = 0 }) => ({ path, words: t(`fault.${kind}`, { minimum }) }))
    : [];
  const refused = refusal instanceof ApiProblem && refusal.code === 'validation_failed' ? refusal.problem.errors : [];
  const unread = (refused ?? []).map(({ field, message }) => toProblem(document, field, message));
  const broken = (rules.data ?? []).map(({ field, message }) => toProblem(version.document, field, message));
  const unmended = broken.filter(({ path }) =>
    path === 'criteria' ? weightOf(document) !== fullWeightBp : isSameAt(version.document, document, path),
  );
  return { rules, broken, problems: [...faults, ...unread, ...unmended] };

  function toProblem(of: PlanDocument, field: string, message: string): PlanProblem {
    const path = pathById(of, field);
    if (path === 'criteria') return { path, words: weightWords(of) };
    const known = brokenRuleWords(message);
    if (known === null) return { path, words: message, isForeign: true };
    const named = quotedWords(namedWords(known.values.named ?? ''), i18n.language);
    return { path, words: t(`rule.${known.key}`, { ...known.values, named }) };
  }
}

/** Whether the weights are a whole, and what to do where they are not. */
export function useWeightWords(): (document: PlanDocument) => string {
  const { t } = useTranslation('editor');
  return (document) => {
    const sum = weightOf(document);
    if (sum === fullWeightBp) return t('weights.right');
    const values = { sum: percent(sum), missing: percent(fullWeightBp - sum), surplus: percent(sum - fullWeightBp) };
    return t(sum < fullWeightBp ? 'weights.tooFew' : 'weights.tooMany', values);
  };
}
