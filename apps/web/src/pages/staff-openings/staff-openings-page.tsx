import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStaffLive } from '../../api/live.js';
import { type Schemas, useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import { formatDate } from '../../i18n/format.js';
import { languageName, listed } from '../../i18n/names.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { OpeningStateBadge } from './opening-state-badge.js';
import { useStaffOpenings } from './staff-opening-queries.js';

/** The openings that somebody is on. */
export function Component() {
  const { t } = useTranslation('staffOpenings');
  const openings = useStaffOpenings();
  const { data: me } = useMe();
  useStaffLive();
  const isRecruiter = me ? holds(me, 'recruiter') : false;
  return (
    <QueryState query={openings}>
      {({ pages }) => {
        const found = pages.flatMap(({ data }) => data);
        return (
          <Stack>
            <PageTitle>{t('title')}</PageTitle>
            {found.length === 0 && <Text>{t('none')}</Text>}
            <Stack component="ul" p={0} m={0} gap="sm" style={{ listStyle: 'none' }}>
              {found.map((opening) => (
                <OpeningRow key={opening.id} opening={opening} hasCandidates={isRecruiter} />
              ))}
            </Stack>
            {openings.hasNextPage && (
              <Group>
                <Button
                  variant="default"
                  loading={openings.isFetchingNextPage}
                  onClick={() => void openings.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              </Group>
            )}
            {isRecruiter && (
              <Actions>
                <Button component={Link} to="/console/openings/new">
                  {t('create')}
                </Button>
              </Actions>
            )}
          </Stack>
        );
      }}
    </QueryState>
  );
}

function OpeningRow({ opening, hasCandidates }: { opening: Schemas['StaffOpening']; hasCandidates: boolean }) {
  const { t, i18n } = useTranslation('staffOpenings');
  const { id, title, state, languages, createdAt } = opening;
  const spoken = listed(
    languages.map((tag) => languageName(tag, i18n.language)),
    i18n.language,
  );
  return (
    <Card component="li" withBorder>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="20px">
            <Anchor component={Link} to={`/console/openings/${id}`} dir="auto">
              {title}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            {t('row', { languages: spoken, date: formatDate(createdAt, i18n.language) })}
          </Text>
        </div>
        <OpeningStateBadge state={state} />
      </Group>
      {hasCandidates && state !== 'draft' && (
        <Text mt={4}>
          <Anchor component={Link} to={`/console/openings/${id}/candidates`} aria-label={t('candidatesOf', { title })}>
            {t('candidates')}
          </Anchor>
        </Text>
      )}
    </Card>
  );
}
