import { Button, Stack } from '@mantine/core';
import { IconClock, IconClockOff, IconVideo, IconVideoOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { useInterviewPreferences } from '../interview/interview-preferences.js';
import type { BegunTake } from './begun-elsewhere.js';
import { PhasePanel } from './phase-panel.js';
import classes from './room.module.css';
import { SelfView } from './self-view.js';
import type { useCamera } from './use-camera.js';
import type { useRoom } from './use-room.js';

export interface StageProps {
  interview: Schemas['Interview'];
  room: ReturnType<typeof useRoom>;
  camera: ReturnType<typeof useCamera>;
  /** What was begun in another browser. */
  elsewhere: readonly BegunTake[];
}

/** The question, one's own picture, and what can be done now; the question stays while it is answered. */
export function QuestionStage({ interview, room, camera, elsewhere }: StageProps) {
  const { t } = useTranslation('room');
  const [{ hidePicture, hideClock }, setPreferences] = useInterviewPreferences();
  const { phase } = room.state;
  const isShown = phase.name !== 'ready' && phase.name !== 'break';
  const isWritten = phase.name === 'writing' || phase.name === 'written';
  return (
    <div className={classes['stage']}>
      {isShown && <QuestionText text={room.question.text} language={interview.language} />}
      {!isWritten && (
        <div className={classes['side']}>
          {camera.stream && !hidePicture && <SelfView stream={camera.stream} />}
          <div>
            <Button
              variant="subtle"
              leftSection={hidePicture ? <IconVideo size={20} aria-hidden /> : <IconVideoOff size={20} aria-hidden />}
              onClick={() => setPreferences({ hidePicture: !hidePicture })}
            >
              {hidePicture ? t('showPicture') : t('hidePicture')}
            </Button>
            <Button
              variant="subtle"
              leftSection={hideClock ? <IconClock size={20} aria-hidden /> : <IconClockOff size={20} aria-hidden />}
              onClick={() => setPreferences({ hideClock: !hideClock })}
            >
              {hideClock ? t('showClock') : t('hideClock')}
            </Button>
          </div>
        </div>
      )}
      <Stack gap="md" className={classes['panel']}>
        <PhasePanel {...{ interview, room, camera, elsewhere, hideClock }} />
      </Stack>
    </div>
  );
}

function QuestionText({ text, language }: { text: string; language: string }) {
  const { t } = useTranslation('room');
  const read = () => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = language;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  };
  return (
    <div className={classes['questionPart']}>
      <p className={classes['question']} lang={language} dir="auto">
        {text}
      </p>
      {'speechSynthesis' in window && (
        <Button variant="subtle" onClick={read}>
          {t('readAloud')}
        </Button>
      )}
    </div>
  );
}
