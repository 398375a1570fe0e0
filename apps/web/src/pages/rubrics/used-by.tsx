import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, bodyOf } from '../../api/client.js';

const mostOpenings = 100;

/** The openings that one is on and that interview by a version, newest first; nothing where there are none. */
export function UsedBy({ planVersionId }: { planVersionId: string }) {
  const { t } = useTranslation('rubrics');
  const openings = useQuery({
    queryKey: ['openings-of-plans'],
    queryFn: () => bodyOf(api.GET('/v1/openings', { params: { query: { limit: mostOpenings } } })),
  });
  const using = openings.data?.data.filter((opening) => opening.planVersionId === planVersionId) ?? [];
  if (using.length === 0) return null;
  return (
    <Text>
      {t('usedBy')}{' '}
      {using.map(({ id, title }, at) => (
        <Fragment key={id}>
          {at > 0 && ' · '}
          <Anchor component={Link} to={`/console/openings/${id}`}>
            <bdi>{title}</bdi>
          </Anchor>
        </Fragment>
      ))}
    </Text>
  );
}
