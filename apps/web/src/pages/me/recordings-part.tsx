import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatClock } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Part } from '../../shell/part.js';
import { DeleteRecordings } from './delete-recordings.js';
import { DeletionState } from './deletion-state.js';
import { useMyDeletions } from './me-queries.js';
import { OwnInterviews } from './own-interviews.js';
import { isEmpty, storedOf } from './stored.js';

/** What is stored of each interview, and how it goes. */
export function Recordings() {
  const { t } = useTranslation('recordings');
  const deletions = useMyDeletions();
  return (
    <Part title={t('title')}>
      <QueryState query={deletions}>
        {(all) => (
          <OwnInterviews none={t('none')}>
            {(interview) => (
              <OfInterview
                interview={interview}
                deletion={all.find(({ interviewId }) => interviewId === interview.id)}
              />
            )}
          </OwnInterviews>
        )}
      </QueryState>
    </Part>
  );
}

interface OfInterviewProps {
  interview: Schemas['Interview'];
  deletion: Schemas['Deletion'] | undefined;
}

function OfInterview({ interview, deletion }: OfInterviewProps) {
  const { t } = useTranslation('recordings');
  const stored = storedOf(interview);
  const { recordings, seconds, written, isHeard } = stored;
  return (
    <Stack gap="xs" align="flex-start">
      {isEmpty(stored) && !deletion && <Text>{t('nothing')}</Text>}
      {!isEmpty(stored) && (
        <Text>
          {recordings > 0 && `${t('recorded', { count: recordings, time: formatClock(seconds) })} `}
          {written > 0 && `${t('written', { count: written })} `}
          {isHeard && t('heard')}
        </Text>
      )}
      {deletion ? <DeletionState deletion={deletion} /> : <DeleteRecordings interview={interview} />}
    </Stack>
  );
}
