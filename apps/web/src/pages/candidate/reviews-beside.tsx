import { Text } from '@mantine/core';
import { IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import classes from './candidate.module.css';
import type { Details } from './candidate-queries.js';

interface ReviewsBesideProps {
  criterion: string;
  reviews: Details['reviews'];
  isBaseline: boolean;
  level: number | null;
  word: Schemas['CriterionResult']['word'];
}

/** What people made of a criterion, beside what the engine did: nothing is overwritten. `AI 3 · Reviewer 4 · reason` */
export function ReviewsBeside({ criterion, reviews, isBaseline, level, word }: ReviewsBesideProps) {
  const { t } = useTranslation('candidate');
  const engines = isBaseline ? word && t(`word.${word}`) : level;
  return reviews.map(({ reviewId, reviewerName, state, ratings }) => {
    const rating = ratings.find((each) => each.criterion === criterion);
    if (!rating) return null;
    const pieces = [
      t('beside.ai', { level: engines ?? '–' }),
      t('beside.reviewer', { name: reviewerName ?? t('beside.somebody'), level: rating.finalLevel ?? rating.level }),
      ...(rating.changeReason === null
        ? []
        : [t('beside.changed', { level: rating.level, reason: t(`beside.reasons.${rating.changeReason}`) })]),
      ...(state === 'rated' ? [t('beside.open')] : []),
    ];
    return (
      <Text key={reviewId} className={classes['beside']}>
        <IconUserCheck size={18} aria-hidden /> {pieces.join(' · ')}
      </Text>
    );
  });
}
