import { Button, List, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { formatDate } from '../../i18n/format.js';
import { countryName, listed } from '../../i18n/names.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { useOpening } from './opening-queries.js';
import { PayRange } from './pay-range.js';

/** Everything that helps to decide, before anybody gives any data away. */
export function Component() {
  const { openingId = '' } = useParams();
  return <QueryState query={useOpening(openingId)}>{(opening) => <OpeningDetails opening={opening} />}</QueryState>;
}

function OpeningDetails({ opening }: { opening: Schemas['PublicOpening'] }) {
  const { t, i18n } = useTranslation('openings');
  return (
    <>
      <PageTitle documentTitle={opening.title}>
        <bdi>{opening.title}</bdi>
      </PageTitle>
      <Stack gap="lg" maw="66ch">
        {opening.closedAt && (
          <Notice kind="attention">{t('closed', { date: formatDate(opening.closedAt, i18n.language) })}</Notice>
        )}
        <Part title={t('pay')}>
          <PayRange range={opening.payRange} />
        </Part>
        <Part title={t('about')}>
          <Text dir="auto" style={{ whiteSpace: 'pre-line' }}>
            {opening.description}
          </Text>
          <Where opening={opening} />
        </Part>
        <Part title={t('requirements')}>
          <Requirements requirements={opening.requirements} />
        </Part>
        <Part title={t('theInterview')}>
          {opening.interview && (
            <Text fw={600}>
              {t('outline', { count: opening.interview.questions, minutes: opening.interview.minutes })}
            </Text>
          )}
          <Text>{t('recorded', { days: opening.interviewDeadlineDays })}</Text>
          {opening.transcriptCheckHours > 0 && <Text>{t('check', { hours: opening.transcriptCheckHours })}</Text>}
        </Part>
        <Part title={t('ai')}>
          <Text>{t('aiWords')}</Text>
          <Text>{t('person')}</Text>
        </Part>
      </Stack>
      {opening.state === 'open' && (
        <Actions>
          <Button component={Link} to={`/jobs/${opening.id}/apply`}>
            {t('apply')}
          </Button>
        </Actions>
      )}
    </>
  );
}

function Where({ opening }: { opening: Schemas['PublicOpening'] }) {
  const { t, i18n } = useTranslation('openings');
  if (opening.countries.length === 0) return <Text>{t('anywhere')}</Text>;
  const names = opening.countries.map((code) => countryName(code, i18n.language));
  return <Text>{t('from', { countries: listed(names, i18n.language) })}</Text>;
}

function Requirements({ requirements }: { requirements: string[] }) {
  const { t } = useTranslation('openings');
  if (requirements.length === 0) return <Text>{t('noRequirements')}</Text>;
  return (
    <List>
      {requirements.map((requirement) => (
        <List.Item key={requirement}>
          <bdi>{requirement}</bdi>
        </List.Item>
      ))}
    </List>
  );
}
