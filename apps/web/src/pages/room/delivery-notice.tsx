import { useTranslation } from 'react-i18next';
import { Notice } from '../../shell/notice.js';
import { useIsOnline } from './use-surroundings.js';

interface DeliveryNoticeProps {
  /** Whether the server answered last; the browser may believe all the same that it has a network. */
  isAnswered: boolean;
  isRecording: boolean;
  /** How much is on this device alone, as a clock. */
  kept: string;
}

/** How what is not safe yet gets to the server: on its way, or kept here until it can be sent. While it is recorded only trouble is told. */
export function DeliveryNotice({ isAnswered, isRecording, kept }: DeliveryNoticeProps) {
  const { t } = useTranslation('room');
  const isOnline = useIsOnline();
  if (isOnline && isAnswered) {
    return isRecording ? null : (
      <Notice kind="info" role="status">
        {t('sending')}
      </Notice>
    );
  }
  const words = isRecording
    ? t(isOnline ? 'unanswered' : 'offline', { kept })
    : t(isOnline ? 'unansweredStopped' : 'offlineStopped', { kept });
  return (
    <Notice kind="attention" role="status">
      {words}
    </Notice>
  );
}
