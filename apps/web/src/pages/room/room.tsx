import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import type { ByteLog } from '../../recording/byte-log.js';
import { PageTitle } from '../../shell/page-title.js';
import type { BegunTake } from './begun-elsewhere.js';
import { CameraNotice } from './camera-notice.js';
import { FinishList } from './finish-list.js';
import { QuestionStage } from './question-stage.js';
import { useCamera } from './use-camera.js';
import { useRoom } from './use-room.js';
import { useNotedAbsence, useWakeLock } from './use-surroundings.js';

interface RoomProps {
  interview: Schemas['Interview'];
  /** What an earlier page of this browser kept. */
  left: ByteLog[];
  /** What was begun in another browser. */
  elsewhere: readonly BegunTake[];
}

export function Room({ interview, left, elsewhere }: RoomProps) {
  const { t } = useTranslation('room');
  const room = useRoom(interview, left);
  const { phase, index } = room.state;
  const isWritten = phase.name === 'writing' || phase.name === 'written';
  const camera = useCamera(!isWritten);
  useWakeLock(phase.name === 'recording');
  useNotedAbsence(interview.id, room.question.id);
  if (phase.name === 'finish') {
    return <FinishList interview={interview} onGoTo={(place) => room.move({ kind: 'go_to', index: place })} />;
  }
  return (
    <>
      <PageTitle>{t('counter', { number: index + 1, total: interview.questions.length })}</PageTitle>
      {camera.problem && !isWritten && <CameraNotice problem={camera.problem} onRetry={camera.retry} />}
      <QuestionStage key={index} {...{ interview, room, camera, elsewhere }} />
    </>
  );
}
