import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import type { ByteLog } from '../../recording/byte-log.js';
import { PageTitle } from '../../shell/page-title.js';
import { CameraNotice } from './camera-notice.js';
import { FinishList } from './finish-list.js';
import { QuestionStage } from './question-stage.js';
import { useCamera } from './use-camera.js';
import { useRoom } from './use-room.js';
import { useNotedAbsence, useWakeLock } from './use-surroundings.js';

export function Room({ interview, left }: { interview: Schemas['Interview']; left: ByteLog[] }) {
  const { t } = useTranslation('room');
  const camera = useCamera();
  const room = useRoom(interview, left);
  const { phase, index } = room.state;
  useWakeLock(phase.name === 'recording');
  useNotedAbsence(interview.id, room.question.id);
  if (phase.name === 'finish') {
    return <FinishList interview={interview} onGoTo={(place) => room.move({ kind: 'go_to', index: place })} />;
  }
  return (
    <>
      <PageTitle>{t('counter', { number: index + 1, total: interview.questions.length })}</PageTitle>
      {camera.problem && <CameraNotice problem={camera.problem} onRetry={camera.retry} />}
      <QuestionStage key={index} interview={interview} room={room} camera={camera} />
    </>
  );
}
