import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { Notice } from '../../shell/notice.js';
import type { Status } from '../../shell/status.js';
import { StatusBadge } from '../../shell/status-badge.js';

type Item = Schemas['OnboardingItem'];

const kinds: Readonly<Record<Item['state'], Status>> = {
  ...{ required: 'attention', submitted: 'now', verified: 'done', rejected: 'error' },
};
const reasons = ['name_mismatch', 'number_mismatch', 'account_not_owned', 'unreadable'] as const;

interface TaskProps {
  item: Item;
  title: string;
  /** How it stands, in a sentence; of what was rejected the reason is told instead. */
  words: string;
  children: ReactNode;
}

/** One thing to hand in, and how it stands. */
export function Task({ item, title, words, children }: TaskProps) {
  const { t, i18n } = useTranslation('onboarding');
  const reason = reasons.find((each) => each === item.reasonCode) ?? 'other';
  return (
    <section>
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} size="24px">
            {title}
          </Title>
          <StatusBadge kind={kinds[item.state]}>{t(`state.${item.state}`)}</StatusBadge>
        </Group>
        {item.state !== 'required' && (
          <Text c="dimmed" size="sm">
            {t('since', { date: formatDate(item.updatedAt, i18n.language) })}
          </Text>
        )}
        {item.state === 'rejected' ? <Notice kind="error">{t(`reason.${reason}`)}</Notice> : <Text>{words}</Text>}
        {children}
      </Stack>
    </section>
  );
}
