import { Anchor, Card, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { languageName, listed } from '../../i18n/names.js';
import { PayRange } from './pay-range.js';

export function OpeningCard({ opening }: { opening: Schemas['PublicOpening'] }) {
  const { t, i18n } = useTranslation('openings');
  const languages = listed(
    opening.languages.map((tag) => languageName(tag, i18n.language)),
    i18n.language,
  );
  return (
    <Card component="li" withBorder>
      <Title order={2} size="20px">
        <Anchor component={Link} to={`/jobs/${opening.id}`} dir="auto">
          {opening.title}
        </Anchor>
      </Title>
      <PayRange range={opening.payRange} />
      <Text>{t('in', { languages })}</Text>
      <Text c="dimmed">
        {opening.interview
          ? t('outline', { count: opening.interview.questions, minutes: opening.interview.minutes })
          : t('interview')}
      </Text>
    </Card>
  );
}
