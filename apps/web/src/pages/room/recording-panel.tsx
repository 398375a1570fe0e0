import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../../i18n/format.js';
import { Actions } from '../../shell/actions.js';
import { Dock } from '../../shell/dock.js';
import { Notice } from '../../shell/notice.js';
import { DeliveryNotice } from './delivery-notice.js';
import type { PanelProps } from './phase-panel.js';
import classes from './room.module.css';
import { timeNotice } from './room-state.js';
import { SafetyBar } from './safety-bar.js';
import { SoundMeter } from './sound-meter.js';
import { useSoundLevel } from './use-sound-level.js';
import { useRoomLeft } from './use-surroundings.js';

/** While it is recorded: how long, how safe, how loud, and what is wrong before it costs anything. */
export function RecordingPanel({ room, camera, hideClock }: PanelProps) {
  const { t } = useTranslation('room');
  const { level, isSilent } = useSoundLevel(camera.stream, true);
  const minutesLeft = useRoomLeft(true);
  const { recordedSeconds, safeSeconds, isAnswered } = room.progress;
  const limit = room.question.answerSeconds;
  const notice = timeNotice(recordedSeconds, limit);
  const kept = formatClock(recordedSeconds - Math.min(safeSeconds, recordedSeconds));
  return (
    <>
      <SoundMeter level={level} />
      <Dock>
        <div>
          <span className={classes['chip']}>
            <span className={classes['dot']} />
            {hideClock
              ? t('recordingShort')
              : t('recording', { time: formatClock(recordedSeconds), limit: formatClock(limit) })}
          </span>
        </div>
        <SafetyBar progress={room.progress} limitSeconds={limit} />
        {notice && (
          <Notice kind="attention" role="alert">
            {t(notice)}
          </Notice>
        )}
        <DeliveryNotice isAnswered={isAnswered} isRecording kept={kept} />
        {isSilent && (
          <Notice kind="attention" role="alert">
            {t('silent')}
          </Notice>
        )}
        {minutesLeft !== null && <Text role="status">{t('storageLow', { count: minutesLeft })}</Text>}
        <Actions>
          <Button autoFocus onClick={() => void room.stop()}>
            {t('stop')}
          </Button>
        </Actions>
      </Dock>
    </>
  );
}
