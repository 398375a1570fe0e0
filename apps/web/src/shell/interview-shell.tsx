import { useTranslation } from 'react-i18next';
import { FocusedShell } from './focused-shell.js';

/** Around the pages of an interview. */
export function InterviewShell() {
  const { t } = useTranslation();
  return <FocusedShell leaveTo="/me" help={[t('help.interviewKept'), t('help.interviewPerson'), t('help.ask')]} />;
}
