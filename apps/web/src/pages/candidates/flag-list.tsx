import { IconFlag, IconScale, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Candidate } from '../../api/console-schemas.js';
import { flagsOf, isKnownFlag } from './candidate-flags.js';
import classes from './candidates.module.css';

/** Each an icon and a word: why a person has to look first, and what a person has changed. */
export function CandidateFlags({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation('candidates');
  const flags = flagsOf(candidate);
  return (
    <ul className={classes['flags']}>
      {candidate.reviewRequired && (
        <li>
          <IconUserCheck size={16} aria-hidden />
          {t('reviewFirst')}
        </li>
      )}
      {candidate.override && (
        <li>
          <IconScale size={16} aria-hidden />
          {t('overridden')}
        </li>
      )}
      {flags.map((flag) => (
        <li key={flag}>
          <IconFlag size={16} aria-hidden />
          {isKnownFlag(flag) ? t(`flag.${flag}`) : t('flag.other', { code: flag.replaceAll('_', ' ') })}
        </li>
      ))}
    </ul>
  );
}
