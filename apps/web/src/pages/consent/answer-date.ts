import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { useMyApplication } from '../me/me-queries.js';

const dayMs = 86_400_000;
type Promised = Pick<Schemas['ApplicationWithTimeline'], 'decisionDueAt' | 'decisionDays'>;

/** By when a person answers: as it was promised, or as it is promised to whoever asks for one now. Null where that is not known. */
export function answerDate({ decisionDueAt, decisionDays }: Promised, now = Date.now()): string | null {
  if (decisionDueAt) return decisionDueAt;
  return decisionDays === undefined ? null : new Date(now + decisionDays * dayMs).toISOString();
}

/** A sentence with the date, or nothing. */
export function useAnswerBy(applicationId: string): string {
  const { t, i18n } = useTranslation('consent');
  const application = useMyApplication(applicationId);
  const date = application.data ? answerDate(application.data) : null;
  return date === null ? '' : t('answerBy', { date: formatDeadline(date, i18n.language) });
}
