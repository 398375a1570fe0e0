import { Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import type { Weight, WhatIfOrder } from '../../api/console-schemas.js';
import { latinDigits } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import type { LetteredCriterion } from './candidate-list.js';
import classes from './candidates.module.css';
import { readWeights, type TypedWeights } from './weights.js';

interface WhatIfDrawerProps {
  openingId: string;
  /** The ranking that is tried out; null for the newest. */
  rankingId: string | null;
  criteria: LetteredCriterion[];
  /** Of the plan, or those that were tried before. */
  beginning: TypedWeights;
  isOpen: boolean;
  onClose: () => void;
  onOrder: (order: WhatIfOrder, typed: TypedWeights) => void;
}

/** Other weights, to see what would come of them. Nothing of it is kept. */
export function WhatIfDrawer({ isOpen, onClose, ...form }: WhatIfDrawerProps) {
  const { t } = useTranslation('candidates');
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size="md">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* No `Drawer.Header`: it is a landmark, and the page has one. */}
        <Drawer.Body pt="md">
          <Stack>
            <Drawer.Title fz={20} fw={600}>
              {t('whatIf.title')}
            </Drawer.Title>
            <div className={classes['whatIf']}>{t('whatIf.banner')}</div>
            <WeightsForm {...form} onClose={onClose} />
          </Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function WeightsForm({
  openingId,
  rankingId,
  criteria,
  beginning,
  onClose,
  onOrder,
}: Omit<WhatIfDrawerProps, 'isOpen'>) {
  const { t } = useTranslation('candidates');
  const [typed, setTyped] = useState(beginning);
  const read = readWeights(typed);
  const reckon = useMutation({
    mutationFn: (weights: Weight[]) => {
      const body = { weights, ...(rankingId !== null && { rankingId }) };
      return bodyOf(api.POST('/v1/openings/{openingId}/what-if', { params: { path: { openingId } }, body }));
    },
    onSuccess: (order) => onOrder(order, typed),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read.kind === 'whole') reckon.mutate(read.weights);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {criteria.map(({ id, letter, title }) => (
          <TextInput
            key={id}
            label={t('whatIf.weight', { letter, title })}
            inputMode="numeric"
            value={typed[id] ?? ''}
            onChange={({ currentTarget }) => setTyped({ ...typed, [id]: latinDigits(currentTarget.value) })}
            styles={{ input: { direction: 'ltr' } }}
          />
        ))}
        <Text role="status" fw={600}>
          <SumWords read={read} />
        </Text>
        {reckon.isError && <ProblemNotice error={reckon.error} words={{ ranking_expired: t('rankingExpired') }} />}
        <Group>
          <Button type="submit" disabled={read.kind !== 'whole'} loading={reckon.isPending}>
            {t('whatIf.show')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('whatIf.close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SumWords({ read }: { read: ReturnType<typeof readWeights> }) {
  const { t } = useTranslation('candidates');
  if (read.kind === 'whole') return t('whatIf.whole');
  if (read.kind === 'odd') return t('whatIf.odd');
  const { sum } = read;
  return t(sum < 100 ? 'whatIf.under' : 'whatIf.over', { sum, difference: Math.abs(100 - sum) });
}
