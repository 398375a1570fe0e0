import { Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { interviewQuery } from '../interview/interview-queries.js';
import { useOpening } from '../openings/opening-queries.js';
import { useMyInterviews } from './me-queries.js';

type Interview = Schemas['Interview'];

interface OwnInterviewsProps {
  /** Said where there are none. */
  none: string;
  children: (interview: Interview) => ReactNode;
}

/** Something of each of one's own interviews, under the title of its opening. */
export function OwnInterviews({ none, children }: OwnInterviewsProps) {
  const interviews = useMyInterviews();
  return (
    <QueryState query={interviews}>
      {(own) => (own.length === 0 ? <Text>{none}</Text> : <Each ids={own.map(({ id }) => id)}>{children}</Each>)}
    </QueryState>
  );
}

function Each({ ids, children }: { ids: string[]; children: OwnInterviewsProps['children'] }) {
  const interviews = useQueries({ queries: ids.map(interviewQuery) });
  const failed = interviews.find(({ isError }) => isError);
  if (failed) return <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />;
  return (
    <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: 'none' }}>
      {interviews.map(
        ({ data }) =>
          data && (
            <li key={data.id}>
              <OpeningTitle openingId={data.openingId} />
              {children(data)}
            </li>
          ),
      )}
    </Stack>
  );
}

function OpeningTitle({ openingId }: { openingId: string }) {
  const { t } = useTranslation('me');
  const opening = useOpening(openingId);
  return (
    <Text fw={600} dir="auto">
      {opening.data?.title ?? t('opening')}
    </Text>
  );
}
