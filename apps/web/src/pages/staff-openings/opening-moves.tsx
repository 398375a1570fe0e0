import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { Actions } from '../../shell/actions.js';
import { Confirmation } from '../../shell/confirmation.js';

/** Lets applications in, and ends that; neither comes back. */
export function OpeningMoves({ opening: { id: openingId, state } }: { opening: Schemas['StaffOpening'] }) {
  const { t } = useTranslation('staffOpenings');
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const isDraft = state === 'draft';
  const move = useMutation({
    mutationFn: async () =>
      await (isDraft
        ? api.POST('/v1/openings/{openingId}/open', { params: { path: { openingId } } })
        : api.POST('/v1/openings/{openingId}/close', { params: { path: { openingId } } })),
    onSuccess: async () => {
      setIsAsking(false);
      await queries.invalidateQueries({ queryKey: ['staff-opening', openingId] });
      await queries.invalidateQueries({ queryKey: ['staff-openings'] });
    },
  });
  if (state === 'closed') return null;
  return (
    <>
      <Actions>
        <Button variant={isDraft ? 'filled' : 'default'} onClick={() => setIsAsking(true)}>
          {t(isDraft ? 'open' : 'close')}
        </Button>
      </Actions>
      <Confirmation
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t(isDraft ? 'openTitle' : 'closeTitle')}
        act={move}
        refusals={{ opening_wrong_state: t('movedMeanwhile') }}
        words={{ act: t(isDraft ? 'open' : 'close'), keep: t('leave') }}
      >
        <Text>{t(isDraft ? 'openWords' : 'closeWords')}</Text>
      </Confirmation>
    </>
  );
}
