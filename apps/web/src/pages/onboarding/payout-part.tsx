import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { AccountForm } from './account-form.js';
import { ChangeAccount } from './change-account.js';
import type { Account } from './hand-ins.js';
import { useMyPayoutMethods } from './onboarding-queries.js';
import { Task } from './task.js';

type Item = Schemas['OnboardingItem'];
type Method = Schemas['PayoutMethod'];

/** Where one is paid. @param isPrimary false while another task has the one primary button */
export function PayoutPart({ item, isPrimary }: { item: Item; isPrimary: boolean }) {
  const { t } = useTranslation('onboarding');
  const methods = useMyPayoutMethods();
  const words = { required: 'toDo', rejected: 'toDo', submitted: 'submitted', verified: 'verified' } as const;
  return (
    <Task item={item} title={t('payout.title')} words={t(`payout.${words[item.state]}`)}>
      <QueryState query={methods}>
        {(found) => {
          const current = found.find(({ state }) => state !== 'replaced');
          return current ? <CurrentAccount method={current} /> : <FirstAccount isPrimary={isPrimary} />;
        }}
      </QueryState>
    </Task>
  );
}

function CurrentAccount({ method }: { method: Method }) {
  const { t, i18n } = useTranslation('onboarding');
  const [isChanging, setIsChanging] = useState(false);
  const { accountMasked, accountType, routingNumber, usableFrom, createdAt } = method;
  // A first account may be used at once.
  const waits = usableFrom > createdAt && Date.parse(usableFrom) > Date.now();
  return (
    <Stack gap="sm">
      <Text>
        {t(`payout.${accountType}`)} <bdi className="left-to-right">{accountMasked}</bdi>
        <br />
        {t('payout.routing')}: <bdi className="left-to-right">{routingNumber}</bdi>
      </Text>
      {waits && (
        <Notice kind="info" role="status">
          {t('payout.newWorks', { date: formatDeadline(usableFrom, i18n.language) })}
        </Notice>
      )}
      {isChanging ? (
        <ChangeAccount onDone={() => setIsChanging(false)} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setIsChanging(true)}>
            {t('payout.change')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function FirstAccount({ isPrimary }: { isPrimary: boolean }) {
  const { t } = useTranslation('onboarding');
  const queries = useQueryClient();
  const add = useMutation({
    mutationFn: async (body: Account) => await api.POST('/v1/me/payout-methods', { body }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['payout-methods'] });
      await queries.invalidateQueries({ queryKey: ['onboarding'] });
    },
  });
  return <AccountForm send={add} words={t('payout.add')} isPrimary={isPrimary} />;
}
