import { Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { DocumentList } from '../contracts/document-list.js';
import type { Visit } from './visit.js';

const usualMs = 60_000;

/** The signer's part is done; the page looks again by itself. */
export function Sealing() {
  const { t } = useTranslation('signing');
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), usualMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack maw="66ch">
      <PageTitle>{t('done.signed')}</PageTitle>
      <Notice kind="now" role="status">
        {t('done.words')} {isLate ? t('done.late') : t('done.wait')}
      </Notice>
    </Stack>
  );
}

export function Sealed({ visit: { signing, calls } }: { visit: Visit }) {
  const { t } = useTranslation('signing');
  const queries = useQueryClient();
  // It was sealed by nobody's click, and the list of contracts may be from before.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['contracts'] }), [queries]);
  return (
    <Stack maw="66ch">
      <PageTitle>{t('done.sealed')}</PageTitle>
      <Notice kind="done" role="status">
        {t('done.sealedWords')}
      </Notice>
      <DocumentList documents={signing.documents} download={calls.file} />
      <Text>{t('done.next')}</Text>
      <Actions>
        <Button component={Link} to="/me/onboarding">
          {t('done.toOnboarding')}
        </Button>
        <Button component={Link} to="/me/contracts" variant="default">
          {t('done.toContracts')}
        </Button>
      </Actions>
    </Stack>
  );
}
