import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/live.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { ApplicationList } from './application-list.js';
import { useMyApplications, useMyInterviews } from './me-queries.js';

/** All of one's applications, with how each stands. */
export function Component() {
  const { t } = useTranslation('me');
  useLive();
  const applications = useMyApplications();
  const interviews = useMyInterviews();
  return (
    <Stack maw="66ch">
      <PageTitle>{t('applications')}</PageTitle>
      <QueryState query={applications}>
        {(own) => (
          <QueryState query={interviews}>
            {(theirs) => <ApplicationList applications={own} interviews={theirs} level={2} />}
          </QueryState>
        )}
      </QueryState>
    </Stack>
  );
}
