import { Button, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { Part } from '../../shell/part.js';
import { type InterviewPreferences, useInterviewPreferences } from '../interview/interview-preferences.js';
import { useInterview } from '../interview/interview-queries.js';
import { AdjustmentRequestPart } from './adjustment-request-part.js';
import { useAdjust } from './use-adjust.js';

type Interview = Schemas['Interview'];

const adjustable: readonly Interview['state'][] = ['invited', 'consented', 'in_progress', 'insufficient_data'];

/** What makes an interview work for somebody: switches for anyone, more time for the asking of nobody, the rest from a person. */
export function Component() {
  const { interviewId = '' } = useParams();
  return <QueryState query={useInterview(interviewId)}>{(found) => <Adjustments interview={found} />}</QueryState>;
}

function Adjustments({ interview }: { interview: Interview }) {
  const { t, i18n } = useTranslation('adjustments');
  const expired = t('expired', { date: formatDeadline(interview.deadlineAt, i18n.language) });
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <Stack gap="xl" maw="66ch">
        <Text>{t('promise')}</Text>
        <Switches />
        {adjustable.includes(interview.state) ? (
          <>
            <MoreTime interview={interview} words={{ interview_expired: expired }} />
            <AdjustmentRequestPart interview={interview} words={{ interview_expired: expired }} />
          </>
        ) : (
          <Notice kind="info">{interview.state === 'expired' ? expired : t('tooLate')}</Notice>
        )}
      </Stack>
      <Actions>
        <Button component={Link} to={`/me/interviews/${interview.id}`}>
          {t('continue')}
        </Button>
      </Actions>
    </>
  );
}

const switches: readonly (keyof InterviewPreferences)[] = ['hidePicture', 'hideClock'];

function Switches() {
  const { t } = useTranslation('adjustments');
  const [preferences, change] = useInterviewPreferences();
  return (
    <Part title={t('here')}>
      <Text c="dimmed" mb="sm">
        {t('hereWords')}
      </Text>
      <Stack gap="md">
        {switches.map((name) => (
          <Switch
            key={name}
            label={t(name)}
            description={t(`${name}Words`)}
            checked={preferences[name]}
            onChange={({ currentTarget }) => change({ [name]: currentTarget.checked })}
          />
        ))}
      </Stack>
    </Part>
  );
}

interface PartProps {
  interview: Interview;
  words: Readonly<Record<string, string>>;
}

function MoreTime({ interview, words }: PartProps) {
  const { t } = useTranslation('adjustments');
  const adjust = useAdjust(interview.id);
  const factor = interview.timeFactor ?? 1;
  return (
    <Part title={t('time')}>
      {factor > 1 ? (
        <Notice kind="done" role="status">
          {t('hasTime', { factor })}
        </Notice>
      ) : (
        <Text>{t('timeWords')}</Text>
      )}
      {adjust.isError && <ProblemNotice error={adjust.error} words={words} />}
      {factor < 1.5 && (
        <Button variant="default" mt="sm" loading={adjust.isPending} onClick={() => adjust.mutate({ timeFactor: 1.5 })}>
          {t('takeTime')}
        </Button>
      )}
    </Part>
  );
}
