import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
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
      <Confirmation isOpen={isAsking} onClose={asking.close} title={t('withdrawTitle')}>
        <Text>{t('withdrawWords')}</Text>
        {withdraw.isError && <ProblemNotice error={withdraw.error} words={{ application_wrong_stage: t('tooLate') }} />}
        <Group>
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('withdraw')}
          </Button>
          <Button variant="default" onClick={asking.close}>
            {t('keep')}
          </Button>
        </Group>
      </Confirmation>
    </>
  );
}
