import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { saveJson } from '../../api/save-file.js';
import { formatDate } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';

type Deletion = Schemas['Deletion'];

/** How far a deletion is; once nothing is left, the proof of it. */
export function DeletionState({ deletion }: { deletion: Deletion }) {
  const { t, i18n } = useTranslation('recordings');
  const { state, reason, dueAt, heldSince, completedAt } = deletion;
  const date = formatDate(completedAt ?? heldSince ?? dueAt, i18n.language);
  switch (state) {
    case 'completed':
      return (
        <Stack gap="xs" align="flex-start">
          <Notice kind="done">{t('deleted', { date })}</Notice>
          <Certificate deletion={deletion} />
        </Stack>
      );
    case 'held':
      return <Notice kind="held">{t('held', { date })}</Notice>;
    case 'awaiting_others':
      return <Notice kind="now">{t('looking', { date })}</Notice>;
    default:
      return <Notice kind="now">{t(reason === 'retention' ? 'goingKept' : 'going', { date })}</Notice>;
  }
}

function Certificate({ deletion: { id: deletionId, completedAt } }: { deletion: Deletion }) {
  const { t } = useTranslation('recordings');
  const save = useMutation({
    mutationFn: async () => {
      const params = { path: { deletionId } };
      const certificate = await bodyOf(api.GET('/v1/me/deletions/{deletionId}/certificate', { params }));
      saveJson(`guildhall-deletion-${completedAt?.slice(0, 10)}.json`, certificate);
    },
  });
  return (
    <>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        {t('certificate')}
      </Button>
      {save.isError && <ProblemNotice error={save.error} />}
      <Text c="dimmed" size="sm">
        {t('verify')}{' '}
        <Anchor href="/v1/deletion-certificate-key" inherit>
          {t('key')}
        </Anchor>
      </Text>
    </>
  );
}
