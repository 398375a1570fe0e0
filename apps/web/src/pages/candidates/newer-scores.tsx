import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CandidatePage } from '../../api/console-schemas.js';
import { Notice } from '../../shell/notice.js';
import type { CandidateFilters } from './candidate-filters.js';
import { useNewerScores } from './use-newer-scores.js';

interface NewerScoresProps {
  openingId: string;
  filters: CandidateFilters;
  shown: CandidatePage | undefined;
  onShow: () => void;
}

/** Says that there is more to see; the rows stay until somebody asks for it. */
export function NewerScores({ openingId, filters, shown, onShow }: NewerScoresProps) {
  const { t } = useTranslation('candidates');
  const count = useNewerScores(openingId, filters, shown);
  if (count === null) return null;
  return (
    <Notice kind="info" role="status">
      <Group>
        {count === 0 ? t('ranksChanged') : t('newScores', { count })}
        <Button variant="default" onClick={onShow}>
          {t('show')}
        </Button>
      </Group>
    </Notice>
  );
}
