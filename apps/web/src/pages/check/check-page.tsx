import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { AdjustmentsLink } from '../interview/adjustments-link.js';
import { useInterview } from '../interview/interview-queries.js';
import { CameraNotice } from '../room/camera-notice.js';
import { LocalPlayer } from '../room/local-player.js';
import { SelfView } from '../room/self-view.js';
import { SoundMeter } from '../room/sound-meter.js';
import { useCamera } from '../room/use-camera.js';
import { useSoundLevel } from '../room/use-sound-level.js';
import { practise } from './practice-recording.js';
import { useConnection, useRoomForRecording } from './use-device-checks.js';

type CheckState = 'works' | 'waiting' | 'off';

/** Four things that a recording needs, each with its state, and five seconds to see oneself as others will. */
export function Component() {
  const { t } = useTranslation('check');
  const { interviewId = '' } = useParams();
  const camera = useCamera();
  return (
    <QueryState query={useInterview(interviewId)}>
      {() => (
        <>
          <PageTitle>{t('title')}</PageTitle>
          <Stack gap="lg" maw="66ch">
            <Text>{t('words')}</Text>
            {camera.problem && <CameraNotice problem={camera.problem} onRetry={camera.retry} />}
            {camera.stream && <SelfView stream={camera.stream} />}
            <Checks camera={camera} />
            {camera.stream && <Practice stream={camera.stream} />}
            <AdjustmentsLink interviewId={interviewId} />
          </Stack>
          <Actions>
            <Button component={Link} to={`/me/interviews/${interviewId}/room`}>
              {t('go')}
            </Button>
          </Actions>
        </>
      )}
    </QueryState>
  );
}

function Checks({ camera }: { camera: ReturnType<typeof useCamera> }) {
  const { t } = useTranslation('check');
  const { level } = useSoundLevel(camera.stream, true);
  const connection = useConnection();
  const room = useRoomForRecording();
  const device: CheckState = camera.stream ? 'works' : camera.problem ? 'off' : 'waiting';
  return (
    <Stack component="ul" p={0} gap="md" style={{ listStyle: 'none' }}>
      <Check name={t('camera')} state={device} />
      <Check name={t('microphone')} state={device}>
        <Text c="dimmed">{t('sayHello')}</Text>
        <SoundMeter level={level} />
      </Check>
      <Check name={t('connection')} state={stateOf(connection)}>
        {connection.data === 'slow' && <Text>{t('slow')}</Text>}
      </Check>
      <Check name={t('storage')} state={room.data?.isEnough === false ? 'off' : stateOf(room)}>
        <Text c="dimmed">
          {room.data?.minutes ? t('storageMinutes', { minutes: room.data.minutes }) : t('storageUnknown')}
        </Text>
      </Check>
    </Stack>
  );
}

function stateOf({ isSuccess, isError }: { isSuccess: boolean; isError: boolean }): CheckState {
  if (isSuccess) return 'works';
  return isError ? 'off' : 'waiting';
}

const kinds = { works: 'done', waiting: 'now', off: 'attention' } as const;

function Check({ name, state, children }: { name: string; state: CheckState; children?: ReactNode }) {
  const { t } = useTranslation('check');
  return (
    <li>
      <Notice kind={kinds[state]}>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          <Text>{t(state)}</Text>
        </Group>
        {children}
      </Notice>
    </li>
  );
}

function Practice({ stream }: { stream: MediaStream }) {
  const { t } = useTranslation('check');
  const practice = useMutation({ mutationFn: () => practise(stream) });
  return (
    <section>
      <Title order={2} size="24px" mb="xs">
        {t('practice')}
      </Title>
      <Text mb="sm">{t('practiceWords')}</Text>
      {practice.isPending && (
        <Notice kind="now" role="status">
          {t('recording')}
        </Notice>
      )}
      {practice.isError && <ProblemNotice error={practice.error} />}
      {practice.data && (
        <Stack gap="xs">
          <LocalPlayer recording={practice.data} />
          <Text role="status">{t('listen')}</Text>
        </Stack>
      )}
      <Button variant="default" mt="sm" disabled={practice.isPending} onClick={() => practice.mutate()}>
        {practice.data ? t('again') : t('record')}
      </Button>
    </section>
  );
}
