import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shortlist } from '../../api/console-schemas.js';
import { Confirmation } from '../../shell/confirmation.js';
import { useDeleting } from './shortlist-queries.js';

/** The list that is shown, which can go once it has served. */
export function ChosenShortlist({ list, onDeleted }: { list: Shortlist; onDeleted: () => void }) {
  const { t } = useTranslation('shortlist');
  const [isAsking, setAsking] = useState(false);
  const remove = useDeleting(list.openingId, list.id);
  return (
    <Group>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('delete')}
      </Button>
      <Confirmation
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('deleteTitle', { name: list.name })}
        act={{ ...remove, mutate: () => remove.mutate(undefined, { onSuccess: onDeleted }) }}
        refusals={{}}
        words={{ act: t('delete'), keep: t('keep') }}
      >
        <Text>{t('deleteWhat')}</Text>
      </Confirmation>
    </Group>
  );
}
