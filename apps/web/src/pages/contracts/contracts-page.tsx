import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, bodyOf } from '../../api/client.js';
import { useLive } from '../../api/live.js';
import type { Schemas } from '../../api/queries.js';
import { formatDate, formatDeadline } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { StatusBadge } from '../../shell/status-badge.js';
import { useMyContracts } from '../me/me-queries.js';
import { keep, recall } from '../signing/signing-visit.js';
import { contractStanding, kindOfContract, momentOf } from './contract-state.js';
import { DocumentList } from './document-list.js';
import { NewLink } from './new-link.js';

type Contract = Schemas['Contract'];

/** One's own contracts, how they stand, and the copies of their documents. */
export function Component() {
  const { t } = useTranslation('contracts');
  useLive();
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <QueryState query={useMyContracts()}>
        {(contracts) => {
          // One that is still being written has nothing to show.
          const shown = contracts.filter(({ state }) => state !== 'draft');
          return shown.length === 0 ? <Text maw="66ch">{t('none')}</Text> : <Contracts contracts={shown} />;
        }}
      </QueryState>
    </>
  );
}

function Contracts({ contracts }: { contracts: readonly Contract[] }) {
  return (
    <Stack component="ul" p={0} m={0} gap="md" maw="66ch" style={{ listStyle: 'none' }}>
      {contracts.map((contract) => (
        <ContractCard key={contract.id} contract={contract} />
      ))}
    </Stack>
  );
}

function ContractCard({ contract }: { contract: Contract }) {
  const { t, i18n } = useTranslation('contracts');
  const { id, documents, sentAt, createdAt } = contract;
  const standing = contractStanding(contract);
  const moment = momentOf(contract);
  return (
    <Card component="li" withBorder>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="20px">
            {t('of', { date: formatDate(sentAt ?? createdAt, i18n.language) })}
          </Title>
          <StatusBadge kind={kindOfContract(standing)}>{t(`state.${standing}`)}</StatusBadge>
        </Group>
        <Text>{t(`says.${standing}`, { date: moment === null ? '–' : formatDeadline(moment, i18n.language) })}</Text>
        {contract.state === 'sent' && <WaysToSign contractId={id} />}
        <DocumentList documents={documents} download={(documentId) => fileOf(id, documentId)} />
        {standing === 'sealed' && (
          <Anchor component={Link} to="/me/onboarding">
            {t('toOnboarding')}
          </Anchor>
        )}
        <Text c="dimmed" size="sm">
          {t('number')}: <code className="left-to-right">{id}</code>
        </Text>
      </Stack>
    </Card>
  );
}

/** A visit that was begun in this tab goes on, unless a newer link ends it; else the way leads over the mail. */
function WaysToSign({ contractId }: { contractId: string }) {
  const { t } = useTranslation('contracts');
  const [isOpenHere, setIsOpenHere] = useState(() => recall('contractId') === contractId);
  const forget = () => {
    keep('contractId', null);
    setIsOpenHere(false);
  };
  return (
    <>
      {isOpenHere && (
        <div>
          <Button component={Link} to="/sign">
            {t('goOn')}
          </Button>
        </div>
      )}
      <Text>{t('link')}</Text>
      <NewLink contractId={contractId} onSent={forget} />
    </>
  );
}

async function fileOf(contractId: string, documentId: string): Promise<Blob> {
  const params = { path: { contractId, documentId } };
  const asked = api.GET('/v1/me/contracts/{contractId}/documents/{documentId}/pdf', { params, parseAs: 'blob' });
  return (await bodyOf<unknown>(asked)) as Blob;
}
