import { Button, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../../api/queries.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { NewLink } from '../contracts/new-link.js';
import { useMyContracts } from '../me/me-queries.js';
import type { EndedContract } from './signing-step.js';
import { keep } from './signing-visit.js';

/** A contract that nothing can be done with any more, and why. */
export function ContractEnded({ how }: { how: EndedContract }) {
  const { t } = useTranslation('signing');
  return (
    <Stack maw="66ch">
      <PageTitle>{t(`ended.${how}Title`)}</PageTitle>
      <Notice kind="info">{t(`ended.${how}`)}</Notice>
      <Actions>
        <Button component={Link} to="/me/contracts" variant="default">
          {t('ended.toContracts')}
        </Button>
      </Actions>
    </Stack>
  );
}

export function LinkUsed() {
  const { t } = useTranslation('signing');
  return (
    <WithNewLink title={t('ended.usedTitle')} words={t('ended.used')}>
      {t('ended.usedWords')}
    </WithNewLink>
  );
}

export function LinkUnfinished() {
  const { t } = useTranslation('signing');
  return <WithNewLink title={t('ended.unfinishedTitle')} words={t('ended.unfinished')} />;
}

export function VisitOver() {
  const { t } = useTranslation('signing');
  useEffect(() => keep('contractId', null), []);
  return <WithNewLink title={t('ended.visitTitle')} words={t('ended.visit')} />;
}

interface WithNewLinkProps {
  title: string;
  words: string;
  children?: ReactNode;
}

function WithNewLink({ title, words, children }: WithNewLinkProps) {
  return (
    <Stack maw="66ch">
      <PageTitle>{title}</PageTitle>
      <Notice kind="attention">{words}</Notice>
      {children && <Text>{children}</Text>}
      <AskForNewLink />
    </Stack>
  );
}

/** A link that does not work proves nothing of who shows it: a new one goes to whoever is signed in, to the address on record. */
function AskForNewLink() {
  const { data: me } = useMe();
  return me?.kind === 'applicant' ? <NewLinkForMe /> : <SignInFirst />;
}

function NewLinkForMe() {
  const { t } = useTranslation('signing');
  const contracts = useMyContracts();
  const [open, ...more] = contracts.data?.filter(({ state }) => state === 'sent') ?? [];
  if (open && more.length === 0) return <NewLink contractId={open.id} />;
  return (
    <Actions>
      <Button component={Link} to="/me/contracts">
        {t('ended.toContracts')}
      </Button>
    </Actions>
  );
}

function SignInFirst() {
  const { t } = useTranslation('signing');
  return (
    <>
      <Text>{t('ended.signInFirst')}</Text>
      <Actions>
        <Button component={Link} to="/me/contracts">
          {t('ended.newLink')}
        </Button>
      </Actions>
    </>
  );
}
