import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStaffLive } from '../../api/live.js';
import { useMe } from '../../api/queries.js';
import { holds } from '../../api/staff-roles.js';
import { QueryState } from '../../problem/query-state.js';
import { NoteToStaff } from '../../shell/note-to-staff.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { WaitingList } from './waiting-list.js';
import { useWork } from './work-queries.js';

/** Where staff begin: what waits for them, what is due first at the top. */
export function Component() {
  const { data: me } = useMe();
  return me && !holds(me, 'recruiter', 'reviewer') ? <NoteToStaff name={me.displayName} /> : <Work />;
}

function Work() {
  const { t } = useTranslation('work');
  const work = useWork();
  useStaffLive();
  return (
    <QueryState query={work}>
      {({ decisions, reviews, appeals, parkedJobs }) => (
        <Stack gap="xl">
          <PageTitle>{t('title')}</PageTitle>
          {decisions.length + reviews.length + appeals.length + (parkedJobs ?? 0) === 0 && <Nothing />}
          <WaitingList
            title={t('decisions')}
            items={decisions}
            pathOf={({ applicationId }) => `/console/applications/${applicationId}`}
          />
          <WaitingList
            title={t('reviews')}
            items={reviews}
            areNameless
            pathOf={({ applicationId }) => `/console/reviews/${applicationId}`}
          />
          <WaitingList
            title={t('appeals')}
            items={appeals}
            areNameless
            pathOf={({ applicationId }) => `/console/reviews/${applicationId}`}
          />
          {parkedJobs !== null && parkedJobs > 0 && <Parked count={parkedJobs} />}
        </Stack>
      )}
    </QueryState>
  );
}

function Nothing() {
  const { t } = useTranslation('work');
  return (
    <div>
      <Text mb="sm">{t('nothing')}</Text>
      <Anchor component={Link} to="/console/openings">
        {t('toOpenings')}
      </Anchor>
    </div>
  );
}

/** What a machine has given up. */
function Parked({ count }: { count: number }) {
  const { t } = useTranslation('work');
  return (
    <Part title={t('parked')}>
      <Text mb="sm">{t('parkedCount', { count })}</Text>
      <Button component={Link} to="/console/operations" variant="default">
        {t('toOperations')}
      </Button>
    </Part>
  );
}
