import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { Confirmation } from '../../shell/confirmation.js';
import { deletionDueAt, isEmpty, storedOf } from './stored.js';

/** Names what goes, what stays and why before it is asked for; nothing where there is nothing. */
export function DeleteRecordings({ interview }: { interview: Schemas['Interview'] }) {
  const { t, i18n } = useTranslation('recordings');
  const [isAsking, asking] = useDisclosure(false);
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: async () => {
      const params = { path: { interviewId: interview.id } };
      await api.POST('/v1/interviews/{interviewId}/deletion', { params });
    },
    onSuccess: async () => {
      asking.close();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  if (interview.state === 'invited' || isEmpty(storedOf(interview))) return null;
  const goneBy = t('goneBy', { date: formatDate(deletionDueAt(), i18n.language) });
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        {t('delete')}
      </Button>
      <Confirmation
        isOpen={isAsking}
        onClose={asking.close}
        title={t('ask')}
        act={ask}
        refusals={{ interview_wrong_state: t('nothingYet') }}
        words={{ act: t('delete'), keep: t('keep') }}
      >
        {(['goes', 'stays', 'consent', 'hold'] as const).map((key) => (
          <Text key={key}>{t(key)}</Text>
        ))}
        <Text fw={600}>
          {goneBy}. {t('forever')}
        </Text>
      </Confirmation>
    </>
  );
}
