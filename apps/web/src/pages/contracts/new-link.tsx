import { Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';

interface NewLinkProps {
  contractId: string;
  onSent?: () => void;
}

/** Has another link to sign mailed to oneself, to the address on record. */
export function NewLink({ contractId, onSent }: NewLinkProps) {
  const { t } = useTranslation('contracts');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: async () =>
      await api.POST('/v1/me/contracts/{contractId}/signing-link', { params: { path: { contractId } } }),
    ...(onSent && { onSuccess: onSent }),
    onError: async (error) => {
      if (hasCode(error, 'contract_wrong_state')) await queries.invalidateQueries({ queryKey: ['contracts'] });
    },
  });
  return (
    <Stack gap="sm" align="flex-start">
      {send.isSuccess && (
        <Notice kind="done" role="status">
          {t('linkSent')}
        </Notice>
      )}
      {send.isError && <ProblemNotice error={send.error} words={{ contract_wrong_state: t('linkLate') }} />}
      <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
        {t('newLink')}
      </Button>
    </Stack>
  );
}
