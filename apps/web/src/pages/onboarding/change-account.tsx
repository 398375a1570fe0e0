import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { api } from '../../api/client.js';
import { AccountForm } from './account-form.js';
import type { Account } from './hand-ins.js';
import { MailedCode } from './mailed-code.js';

/** A proof is known everywhere within a second. */
const provedEveryMs = 400;
const provedTries = 5;

/** Another account, after a mailed code where the session was not proved for long: whoever sits here may not be its owner. */
export function ChangeAccount({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('onboarding');
  const queries = useQueryClient();
  /** What waits for the code. */
  const [waiting, setWaiting] = useState<Account | null>(null);
  const sendCode = useMutation({ mutationFn: async () => await api.POST('/v1/auth/step-up') });
  const change = useMutation({
    mutationFn: async (body: Account) => await api.POST('/v1/me/payout-methods/change', { body }),
    retry: (failures, thrown) => waiting !== null && failures < provedTries && hasCode(thrown, 'step_up_required'),
    retryDelay: provedEveryMs,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['payout-methods'] });
      await queries.invalidateQueries({ queryKey: ['onboarding'] });
      onDone();
    },
    onError: (error, account) => {
      const asksForProof = hasCode(error, 'step_up_required');
      setWaiting(asksForProof ? account : null);
      if (asksForProof) sendCode.mutate();
    },
  });
  const shown = { ...change, error: hasCode(change.error, 'step_up_required') ? null : change.error };
  return (
    <>
      {/* It stays, with what was typed, for whoever comes back from the code. */}
      <div hidden={waiting !== null}>
        <Text mb="sm">{t('payout.changeWords')}</Text>
        <AccountForm send={shown} words={t('payout.change')} onCancel={onDone} />
      </div>
      {waiting && (
        <MailedCode
          send={sendCode}
          isPending={change.isPending}
          onProved={() => change.mutate(waiting)}
          onCancel={() => setWaiting(null)}
        />
      )}
    </>
  );
}
