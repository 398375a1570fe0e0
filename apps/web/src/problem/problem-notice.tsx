import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/api-problem.js';
import { Notice } from '../shell/notice.js';

interface ProblemNoticeProps {
  error: unknown;
  /** Words for codes that this page has an answer to. */
  words?: Readonly<Record<string, string>>;
  onRetry?: () => void;
}

/** What happened, what is safe, what to do, and what to name when asking for help. */
export function ProblemNotice({ error, words = {}, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  return (
    <Notice kind="error" role="alert">
      {wordsFor()}
      {onRetry && (
        <Button variant="default" mt="sm" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      )}
    </Notice>
  );

  function wordsFor(): string {
    if (!navigator.onLine) return t('offline');
    if (!(error instanceof ApiProblem)) return t('failedAction', { reference: '–' });
    const own = words[error.code];
    if (own !== undefined) return own;
    if (error.code === 'too_many_mails') return t('tooManyMails', { count: Math.ceil(error.retryAfterSeconds / 60) });
    if (error.status === 429) return t('tooFast', { seconds: Math.ceil(error.retryAfterSeconds) });
    if (error.status === 412) return t('conflict');
    if (error.status === 404) return t('missing');
    if (error.status === 401) return t('signedOut');
    return t('failedAction', { reference: error.reference });
  }
}
