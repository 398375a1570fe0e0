import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../problem/problem-notice.js';

/** Refusals that the room has its own words for. */
export function RoomProblem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('room');
  const words = {
    interview_expired: t('refused.interview_expired'),
    no_takes_left: t('refused.no_takes_left'),
    upload_hash_mismatch: t('refused.upload_hash_mismatch'),
    spool_full: t('refused.spool_full'),
    recording_too_long: t('refused.recording_too_long'),
  };
  return <ProblemNotice error={error} words={words} {...(onRetry ? { onRetry } : {})} />;
}
