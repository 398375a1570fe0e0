import { Anchor, Group, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { Part } from '../../shell/part.js';
import { StatusBadge } from '../../shell/status-badge.js';

interface OwnDocumentsProps {
  contracts: readonly Schemas['Contract'][];
  items: readonly Schemas['OnboardingItem'][];
}

/** Ways to what somebody has signed, and to what is asked before the first pay; nothing where there is neither. */
export function OwnDocuments({ contracts, items }: OwnDocumentsProps) {
  const { t } = useTranslation('me');
  if (contracts.length === 0) return null;
  const isDue = items.some(({ state }) => state === 'required' || state === 'rejected');
  return (
    <Part title={t('documents')}>
      <List listStyleType="none" spacing="xs">
        <List.Item>
          <Anchor component={Link} to="/me/contracts">
            {t('contracts')}
          </Anchor>
        </List.Item>
        {items.length > 0 && (
          <List.Item>
            <Group gap="sm">
              <Anchor component={Link} to="/me/onboarding">
                {t('beforePay')}
              </Anchor>
              {isDue && <StatusBadge kind="attention">{t('toDo')}</StatusBadge>}
            </Group>
          </List.Item>
        )}
      </List>
    </Part>
  );
}
