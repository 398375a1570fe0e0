import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { Confirmation } from '../../shell/confirmation.js';

/** Asks once more: what was withdrawn does not come back. */
export function Withdraw({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('me');
  const [isAsking, asking] = useDisclosure(false);
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: async () =>
      await api.POST('/v1/me/applications/{applicationId}/withdraw', { params: { path: { applicationId } } }),
    onSuccess: async () => {
      asking.close();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        {t('withdraw')}
      </Button>
      <Confirmation
        isOpen={isAsking}
        onClose={asking.close}
        title={t('withdrawTitle')}
        act={withdraw}
        refusals={{ application_wrong_stage: t('tooLate') }}
        words={{ act: t('withdraw'), keep: t('keep') }}
      >
        <Text>{t('withdrawWords')}</Text>
      </Confirmation>
    </>
  );
}
