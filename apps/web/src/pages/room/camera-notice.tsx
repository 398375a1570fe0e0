import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../shell/notice.js';
import type { CameraProblem } from './use-camera.js';

export function CameraNotice({ problem, onRetry }: { problem: CameraProblem; onRetry: () => void }) {
  const { t } = useTranslation('room');
  const { t: shared } = useTranslation();
  const words = { blocked: t('cameraBlocked'), missing: t('cameraMissing'), busy: t('cameraBusy') };
  return (
    <Notice kind="error" role="alert">
      <p>{words[problem]}</p>
      <Button variant="default" onClick={onRetry}>
        {shared('tryAgain')}
      </Button>
    </Notice>
  );
}
