import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../api/live.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { useMyOnboarding } from '../onboarding/onboarding-queries.js';
import { ApplicationList } from './application-list.js';
import { useMyApplications, useMyContracts, useMyInterviews } from './me-queries.js';
import { NextCard } from './next-card.js';
import { OwnDocuments } from './own-documents.js';
import { isAwaited, nextStepOf } from './standing.js';
import { useLooking } from './use-looking.js';

/** The one thing that is next, then how everything stands. */
export function Component() {
  const { t } = useTranslation('me');
  useLive();
  const applications = useMyApplications();
  const interviews = useMyInterviews();
  const contracts = useMyContracts();
  const isSealed = contracts.data?.some(({ state }) => state === 'sealed' || state === 'superseded') ?? false;
  const items = useMyOnboarding(isSealed).data?.items ?? [];
  const isPreparing = applications.data?.some((each) => isAwaited(each, interviews.data ?? [])) ?? false;
  const isLong = useLooking(isPreparing);
  return (
    <>
      <PageTitle>{t('home')}</PageTitle>
      <QueryState query={applications}>
        {(own) => (
          <QueryState query={interviews}>
            {(theirs) => (
              <Stack gap="xl" maw="66ch">
                <NextCard next={nextStepOf(own, theirs, contracts.data ?? [], items)} isLong={isLong} />
                <section>
                  <Title order={2} size="24px" mb="sm">
                    {t('applications')}
                  </Title>
                  <ApplicationList applications={own} interviews={theirs} level={3} />
                </section>
                <OwnDocuments contracts={contracts.data ?? []} items={items} />
              </Stack>
            )}
          </QueryState>
        )}
      </QueryState>
    </>
  );
}
