import { Anchor, Stack, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, bodyOf } from '../../api/client.js';
import type { Comparison } from '../../api/console-schemas.js';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useIsNarrow } from '../candidates/candidate-list.js';
import { OpeningNav } from '../console/opening-nav.js';
import { useStaffOpening } from '../staff-openings/staff-opening-queries.js';
import { comparedIds, differing } from './compared.js';
import { ComparisonByCriterion } from './comparison-by-criterion.js';
import { ComparisonTable } from './comparison-table.js';

/** Two to five candidates beside each other, criterion by criterion, each with the best of their own words. */
export function Component() {
  const { openingId = '' } = useParams();
  const [parameters] = useSearchParams();
  const ids = comparedIds(parameters.get('ids'));
  return ids === null ? <ChooseFirst openingId={openingId} /> : <Compared openingId={openingId} ids={ids} />;
}

function Heading({ openingId }: { openingId: string }) {
  const { t } = useTranslation('comparison');
  const title = useStaffOpening(openingId).data?.title;
  return (
    <div>
      <PageTitle>{t('title')}</PageTitle>
      {title !== undefined && (
        <Text>
          <bdi>{title}</bdi>
        </Text>
      )}
      <OpeningNav openingId={openingId} />
    </div>
  );
}

function ChooseFirst({ openingId }: { openingId: string }) {
  const { t } = useTranslation('comparison');
  return (
    <Stack>
      <Heading openingId={openingId} />
      <Text>
        {t('chooseFirst')}{' '}
        <Anchor component={Link} to={`/console/openings/${openingId}/candidates`}>
          {t('toCandidates')}
        </Anchor>
      </Text>
    </Stack>
  );
}

function Compared({ openingId, ids }: { openingId: string; ids: string[] }) {
  const comparison = useQuery({
    queryKey: ['comparison', openingId, ids],
    queryFn: () => {
      const params = { path: { openingId }, query: { applicationIds: ids.join(',') } };
      return bodyOf(api.GET('/v1/openings/{openingId}/comparison', { params }));
    },
  });
  return (
    <QueryState query={comparison}>
      {(found) => (
        <Stack>
          <Heading openingId={openingId} />
          <SideBySide comparison={found} />
        </Stack>
      )}
    </QueryState>
  );
}

function SideBySide({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const isNarrow = useIsNarrow();
  const [areAllShown, setAreAllShown] = useState(true);
  // Only one player at a time: its place is the quote that is played.
  const [playing, setPlaying] = useState<string | null>(null);
  const criteria = areAllShown ? comparison.criteria : differing(comparison);
  const shown = { comparison, criteria, playing, onPlay: setPlaying };
  return (
    <Stack>
      {comparison.isTied && (
        <Notice kind="info">
          <strong>{t('tied')}</strong> {t('tiedWords')}
        </Notice>
      )}
      <Switch
        label={t('onlyDifferences')}
        checked={!areAllShown}
        onChange={({ currentTarget }) => setAreAllShown(!currentTarget.checked)}
      />
      {criteria.length === 0 && <Text>{t('noDifferences')}</Text>}
      {isNarrow ? <ComparisonByCriterion {...shown} /> : <ComparisonTable {...shown} />}
    </Stack>
  );
}
