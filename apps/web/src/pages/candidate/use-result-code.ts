import { useTranslation } from 'react-i18next';
import { en } from './result-codes.words.js';

/** A code of a scorecard in words; one that the page does not know stays readable. */
export function useResultCode(): (kind: 'review' | 'held', code: string) => string {
  const { t } = useTranslation('resultCodes');
  return (kind, code) => {
    const known = `${kind}.${code}`;
    return code in en[kind] ? String(t(known as 'review.appeal')) : t('other', { code: code.replaceAll('_', ' ') });
  };
}
