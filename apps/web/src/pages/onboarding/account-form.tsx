import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { type Account, type AccountField, accountFaults, accountOf } from './hand-ins.js';
import { refusedFields } from './onboarding-queries.js';

interface AccountFormProps {
  send: { isPending: boolean; error: Error | null; mutate: (account: Account) => void };
  words: string;
  /** Nothing else on the page is asked for first. */
  isPrimary?: boolean;
  onCancel?: () => void;
}

const empty: Account = { routingNumber: '', accountNumber: '', accountType: 'checking', holderName: '' };

/** An account as its owner types it; it is kept nowhere but in these fields. */
export function AccountForm({ send, words, isPrimary = true, onCancel }: AccountFormProps) {
  const { t } = useTranslation('onboarding');
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(empty);
  const [own, setOwn] = useState<readonly string[]>([]);
  const faults = own.length > 0 ? own : refusedFields(send.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = accountFaults(draft);
    setOwn(found);
    if (found.length === 0) send.mutate(accountOf(draft));
    else form.current?.querySelector<HTMLElement>(`[name="${found[0]}"]`)?.focus();
  };
  const change = (changes: Partial<Account>) => setDraft((before) => ({ ...before, ...changes }));
  const field = (name: AccountField) => ({
    name,
    label: t(`payout.${name}`),
    autoComplete: 'off',
    value: draft[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => change({ [name]: currentTarget.value }),
    error: faults.includes(name) && t(`payout.fault.${name}`),
  });
  const digits = { inputMode: 'numeric', maxLength: 30, styles: { input: { direction: 'ltr' } } } as const;
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off">
      <Stack maw={480}>
        <TextInput {...field('routingNumber')} {...digits} description={t('payout.routingHint')} />
        <TextInput {...field('accountNumber')} {...digits} description={t('payout.accountHint')} />
        <NativeSelect
          size="md"
          label={t('payout.accountType')}
          value={draft.accountType}
          onChange={({ currentTarget }) => change({ accountType: currentTarget.value as Account['accountType'] })}
          data={(['checking', 'savings'] as const).map((value) => ({ value, label: t(`payout.${value}`) }))}
        />
        <TextInput {...field('holderName')} dir="auto" maxLength={100} />
        {send.error && faults.length === 0 && (
          <ProblemNotice error={send.error} words={{ payout_method_exists: t('payout.exists') }} />
        )}
        <Group>
          <Button type="submit" variant={isPrimary ? 'filled' : 'default'} loading={send.isPending}>
            {words}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
