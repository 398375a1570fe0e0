import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatMoney } from '../../i18n/format.js';

export function PayRange({ range }: { range: Schemas['PayRange'] }) {
  const { t, i18n } = useTranslation('openings');
  const money = (amountMinor: string) => formatMoney(amountMinor, range.currency, i18n.language);
  return <Text fw={600}>{t('perHour', { from: money(range.minimumMinor), to: money(range.maximumMinor) })}</Text>;
}
