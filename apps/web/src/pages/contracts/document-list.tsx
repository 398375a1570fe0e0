import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { saveFile } from '../../api/save-file.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import classes from './contracts.module.css';

type Listed = Pick<Schemas['ContractDocument'], 'id' | 'kind' | 'title' | 'state'>;
type DownloadOf = (documentId: string) => Promise<Blob>;

/** One's copies: the sealed file as soon as there is one. */
export function DocumentList({ documents, download }: { documents: readonly Listed[]; download: DownloadOf }) {
  const { t } = useTranslation('contracts');
  return (
    <ul className={classes['documents']} aria-label={t('documents')}>
      {documents.map((document) => (
        <DocumentLine key={document.id} {...{ document, download }} />
      ))}
    </ul>
  );
}

function DocumentLine({ document, download }: { document: Listed; download: DownloadOf }) {
  const { t } = useTranslation('contracts');
  const { id, kind, title, state } = document;
  const name = state === 'sealed' ? `${kind}-sealed.pdf` : `${kind}.pdf`;
  const save = useMutation({ mutationFn: async () => saveFile(await download(id), name) });
  return (
    <li>
      <Stack gap={4} align="flex-start">
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          {t('download', { title })}
        </Button>
        <Text c="dimmed" size="sm" role="status">
          {save.isSuccess ? t('downloaded') : t(`copy.${state}`)}
        </Text>
        {save.isError && <ProblemNotice error={save.error} />}
      </Stack>
    </li>
  );
}
