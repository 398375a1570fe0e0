import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';
import { type TaxDraft, type TaxField, taxFaults, taxFormOf } from './hand-ins.js';
import { refusedFields } from './onboarding-queries.js';
import { w9Certification } from './w9-certification.js';

interface TaxFormProps {
  onSent: () => void;
  onCancel: (() => void) | undefined;
}

const empty: TaxDraft = { form: 'w9', name: '', numberKind: 'ssn', number: '', certified: false };

export function TaxForm({ onSent, onCancel }: TaxFormProps) {
  const { t } = useTranslation('onboarding');
  const form = useRef<HTMLFormElement>(null);
  const queries = useQueryClient();
  const [draft, setDraft] = useState(empty);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const send = useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/me/tax-form', { body: taxFormOf(draft) })),
    onSuccess: (onboarding) => {
      queries.setQueryData(['onboarding'], onboarding);
      onSent();
    },
    onError: (error) => complain(refusedFields(error)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = taxFaults(draft);
    if (!complain(found)) send.mutate();
  };
  const change = (changes: Partial<TaxDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const fault = (name: TaxField) => faults.includes(name) && t(`tax.fault.${name}`);
  return (
    <form ref={form} onSubmit={submit} noValidate autoComplete="off">
      <Stack maw={480}>
        <NativeSelect
          size="md"
          label={t('tax.form')}
          value={draft.form}
          onChange={({ currentTarget }) => change({ form: currentTarget.value as TaxDraft['form'] })}
          data={(['w9', 'w8ben', 'w8ben_e'] as const).map((value) => ({ value, label: t(`tax.${value}`) }))}
        />
        {draft.form === 'w9' ? (
          <W9Fields draft={draft} onChange={change} fault={fault} />
        ) : (
          <Notice kind="attention">{t('tax.w8')}</Notice>
        )}
        {send.isError && faults.length === 0 && <ProblemNotice error={send.error} />}
        <Group>
          <Button type="submit" loading={send.isPending}>
            {t('tax.send')}
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

  /** @returns whether there was something to complain of; its first field has the focus */
  function complain(fields: readonly string[]): boolean {
    setFaults(fields);
    form.current?.querySelector<HTMLElement>(`[name="${fields[0]}"]`)?.focus();
    return fields.length > 0;
  }
}

interface W9FieldsProps {
  draft: TaxDraft;
  onChange: (changes: Partial<TaxDraft>) => void;
  fault: (name: TaxField) => string | false;
}

function W9Fields({ draft, onChange, fault }: W9FieldsProps) {
  const { t } = useTranslation('onboarding');
  return (
    <>
      <TextInput
        name="name"
        label={t('tax.name')}
        dir="auto"
        maxLength={100}
        value={draft.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        error={fault('name')}
      />
      <NativeSelect
        size="md"
        label={t('tax.numberKind')}
        value={draft.numberKind}
        onChange={({ currentTarget }) => onChange({ numberKind: currentTarget.value as TaxDraft['numberKind'] })}
        data={(['ssn', 'itin', 'ein'] as const).map((value) => ({ value, label: t(`tax.${value}`) }))}
      />
      <TextInput
        name="number"
        label={t('tax.number')}
        description={t('tax.numberHint')}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        value={draft.number}
        onChange={({ currentTarget }) => onChange({ number: currentTarget.value })}
        error={fault('number')}
        styles={{ input: { direction: 'ltr' } }}
      />
      <div>
        <Text fw={600}>{t('tax.certification')}</Text>
        <Text lang="en" dir="ltr" size="sm" style={{ whiteSpace: 'pre-line' }}>
          {w9Certification}
        </Text>
      </div>
      <Checkbox
        name="certified"
        label={t('tax.certified')}
        checked={draft.certified}
        onChange={({ currentTarget }) => onChange({ certified: currentTarget.checked })}
        error={fault('certified')}
      />
    </>
  );
}
