import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../problem/problem-notice.js';

export function TranscriptProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('transcript');
  const words = {
    transcript_check_over: t('refused.transcript_check_over'),
    transcript_not_correctable: t('refused.transcript_not_correctable'),
    too_many_corrections: t('refused.too_many_corrections'),
    interview_wrong_state: t('refused.interview_wrong_state'),
  };
  return <ProblemNotice error={error} words={words} />;
}
