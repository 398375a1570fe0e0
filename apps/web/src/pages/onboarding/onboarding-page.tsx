import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useMyOnboarding } from './onboarding-queries.js';
import { PayoutPart } from './payout-part.js';
import { TaxPart } from './tax-part.js';

/** What is handed in before the first pay, in any order. */
export function Component() {
  const { t } = useTranslation('onboarding');
  const onboarding = useMyOnboarding();
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <QueryState query={onboarding}>
        {({ items }) => (items.length === 0 ? <NotYet /> : <Tasks items={items} />)}
      </QueryState>
    </>
  );
}

function NotYet() {
  const { t } = useTranslation('onboarding');
  return (
    <Stack maw="66ch" gap="sm">
      <Text>{t('none')}</Text>
      <Anchor component={Link} to="/me/contracts">
        {t('toContracts')}
      </Anchor>
    </Stack>
  );
}

function Tasks({ items }: { items: readonly Schemas['OnboardingItem'][] }) {
  const { t } = useTranslation('onboarding');
  const isDone = items.every(({ state, holdReason }) => state === 'verified' && holdReason === null);
  const isTaxDue = items.some(({ kind, state }) => kind === 'tax_form' && ['required', 'rejected'].includes(state));
  return (
    <Stack maw="66ch" gap="xl">
      {isDone ? <Notice kind="done">{t('complete')}</Notice> : <Text>{t('words')}</Text>}
      {items.map((item) =>
        item.kind === 'tax_form' ? (
          <TaxPart key={item.id} item={item} />
        ) : (
          <PayoutPart key={item.id} item={item} isPrimary={!isTaxDue} />
        ),
      )}
      <Text c="dimmed">{t('never')}</Text>
    </Stack>
  );
}
