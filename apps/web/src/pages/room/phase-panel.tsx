import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { formatClock, formatSize, formatTime } from '../../i18n/format.js';
import type { TakeProgress } from '../../recording/take-recording.js';
import { Actions } from '../../shell/actions.js';
import { Dock } from '../../shell/dock.js';
import { Notice } from '../../shell/notice.js';
import type { BegunTake } from './begun-elsewhere.js';
import { DeliveryNotice } from './delivery-notice.js';
import { LocalPlayer } from './local-player.js';
import type { StageProps } from './question-stage.js';
import { RecordingPanel } from './recording-panel.js';
import { RoomProblem } from './room-problem.js';
import { SafetyBar } from './safety-bar.js';
import { Writing, Written } from './writing-panel.js';
import { mayWrite } from './written-answer.js';

export type PanelProps = StageProps & { hideClock: boolean };

/** What can be done now: one primary button for each state, which takes the focus with it. */
export function PhasePanel(props: PanelProps) {
  const { room } = props;
  return (
    <>
      <PanelOf {...props} />
      {room.problem !== null && <RoomProblem error={room.problem} />}
    </>
  );
}

function PanelOf(props: PanelProps) {
  switch (props.room.state.phase.name) {
    case 'ready':
      return <Ready {...props} />;
    case 'thinking':
      return <Thinking {...props} />;
    case 'writing':
      return <Writing {...props} />;
    case 'written':
      return <Written {...props} />;
    case 'recording':
      return <RecordingPanel {...props} />;
    case 'stopped':
      return <Stopped {...props} />;
    case 'fault':
      return <Broken {...props} />;
    case 'return':
      return <Returned {...props} />;
    case 'break':
      return <Pause {...props} />;
    default:
      return null;
  }
}

function Ready({ interview, room, elsewhere }: PanelProps) {
  const { t } = useTranslation('room');
  const { answer, answerSeconds, id } = room.question;
  const tries = answer?.takesLeft ?? triesOf(interview);
  const begun = elsewhere.find(({ questionId }) => questionId === id);
  return (
    <>
      {begun && <BegunElsewhere begun={begun} number={room.state.index + 1} />}
      <Text>{t('limits', { count: tries, time: formatClock(answerSeconds) })}</Text>
      {answer?.state === 'rejected' && <Notice kind="attention">{t('answerRejected')}</Notice>}
      {answer?.kind === 'written' && <Notice kind="done">{t('answerWritten')}</Notice>}
      <Actions>
        <Button autoFocus onClick={() => room.move({ kind: 'show_question' })}>
          {begun ? t('anew') : t('show')}
        </Button>
        {begun && (
          <Button variant="default" onClick={() => location.reload()}>
            {t('lookAgain')}
          </Button>
        )}
      </Actions>
    </>
  );
}

/** What is there of it is safe, and what is not stays where it is: whoever starts again here takes nothing away from it. */
function BegunElsewhere({ begun, number }: { begun: BegunTake; number: number }) {
  const { t, i18n } = useTranslation('room');
  const { language } = i18n;
  const time = begun.startedAt === null ? '–' : formatTime(begun.startedAt, language);
  return (
    <Notice kind="info" role="status">
      {t('welcomeHere', { number, time, size: formatSize(begun.bytes, language) })} {t('elsewhereKept')}
    </Notice>
  );
}

/** Before the first take of a question its answer is not there yet; everybody has the same number of tries. */
function triesOf({ questions }: PanelProps['interview']): number {
  const untouched = questions.find(({ answer }) => answer && answer.takes.length === 0)?.answer;
  return untouched?.takesLeft ?? 3;
}

/** Counts up, as a picture of calm: it starts nothing and ends nothing. */
function Thinking({ interview, room, camera, hideClock }: PanelProps) {
  const { t } = useTranslation('room');
  const [seconds, setSeconds] = useState(0);
  const { phase } = room.state;
  useEffect(() => {
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      {phase.name === 'thinking' && phase.isAfterNothing && (
        <Notice kind="attention" role="alert">
          {t('nothingYet')}
        </Notice>
      )}
      <Text role="status">
        {t('notRecorded')} {t('suggested', { time: formatClock(room.question.thinkSeconds) })}
      </Text>
      {!hideClock && <Text c="dimmed">{t('thought', { time: formatClock(seconds) })}</Text>}
      <Actions>
        <Button autoFocus disabled={!camera.stream} onClick={() => void room.record(camera.stream!)}>
          {t('start')}
        </Button>
        {mayWrite(interview) && (
          <Button variant="default" onClick={() => room.move({ kind: 'write' })}>
            {t('write')}
          </Button>
        )}
      </Actions>
    </>
  );
}

function Stopped({ room }: PanelProps) {
  const { t } = useTranslation('room');
  const { phase } = room.state;
  if (phase.name !== 'stopped') return null;
  const { isSafe, problem } = phase;
  const { recordedSeconds, isAnswered } = room.progress;
  const recorded = formatClock(recordedSeconds);
  // The take on the screen counts among the tries once it is acknowledged.
  const left = room.question.answer?.takesLeft ?? 0;
  return (
    <>
      {room.playback && <LocalPlayer recording={room.playback} />}
      {room.parts > 1 && <Text c="dimmed">{t('part')}</Text>}
      <Dock>
        <SafetyBar
          progress={isSafe ? allOf(room.progress) : room.progress}
          limitSeconds={room.question.answerSeconds}
        />
        {isSafe && (
          <Notice kind="done" role="status">
            {t('allSafe', { safe: recorded, recorded })}
          </Notice>
        )}
        {!isSafe && problem === null && <DeliveryNotice isAnswered={isAnswered} isRecording={false} kept={recorded} />}
        {problem !== null && <RoomProblem error={problem} onRetry={() => location.reload()} />}
        <Actions>
          {problem === null && (
            <Button autoFocus onClick={room.use}>
              {t('use')}
            </Button>
          )}
          {problem !== null && !hasCode(problem, 'not_signed_in') && (
            <Button autoFocus onClick={() => void room.again()}>
              {t('anew')}
            </Button>
          )}
          {isSafe && left > 0 && (
            <Button variant="default" onClick={() => void room.again()}>
              {t('again', { count: left })}
            </Button>
          )}
        </Actions>
      </Dock>
    </>
  );
}

const allOf = (progress: TakeProgress): TakeProgress => ({ ...progress, safeSeconds: progress.recordedSeconds });

function Broken({ room, camera }: PanelProps) {
  const { t } = useTranslation('room');
  const { phase } = room.state;
  if (phase.name !== 'fault') return null;
  const time = formatClock(phase.atSeconds);
  return (
    <Dock>
      <Notice kind="attention" role="alert">
        {t(`fault.${phase.fault}`, { time })} {t('fault.kept')}
      </Notice>
      <SafetyBar progress={room.progress} limitSeconds={room.question.answerSeconds} />
      <GoOn room={room} camera={camera} time={time} />
    </Dock>
  );
}

function Returned({ room, camera }: PanelProps) {
  const { t } = useTranslation('room');
  const { recordedSeconds, safeSeconds } = room.progress;
  const [safe, recorded] = [formatClock(safeSeconds), formatClock(recordedSeconds)];
  return (
    <>
      {room.playback && <LocalPlayer recording={room.playback} />}
      <Dock>
        <Notice kind="info" role="status">
          {t('welcome', { number: room.state.index + 1, safe, recorded })}
        </Notice>
        <SafetyBar progress={room.progress} limitSeconds={room.question.answerSeconds} />
        <GoOn room={room} camera={camera} time={recorded} />
      </Dock>
    </>
  );
}

/** Nothing is lost whatever is chosen, but for the last, which says so itself. */
function GoOn({ room, camera, time }: Pick<PanelProps, 'room' | 'camera'> & { time: string }) {
  const { t } = useTranslation('room');
  const hasEnded = camera.stream?.getTracks().some(({ readyState }) => readyState === 'ended');
  useEffect(() => {
    // A camera that went away is asked for again; until it is there the button waits.
    if (hasEnded) camera.retry();
  }, [hasEnded, camera.retry]);
  return (
    <Actions>
      <Button autoFocus disabled={!camera.stream || hasEnded} onClick={() => void room.record(camera.stream!)}>
        {t('continueFrom', { time })}
      </Button>
      <Button variant="default" onClick={() => void room.stop()}>
        {t('useUntil')}
      </Button>
      <Button variant="default" onClick={() => void room.again()}>
        {t('anew')}
      </Button>
    </Actions>
  );
}

function Pause({ room }: PanelProps) {
  const { t } = useTranslation('room');
  const { t: shared } = useTranslation();
  return (
    <Stack>
      <Text role="status">{t('break')}</Text>
      <Actions>
        <Button autoFocus onClick={() => room.move({ kind: 'continue' })}>
          {shared('continue')}
        </Button>
      </Actions>
    </Stack>
  );
}
