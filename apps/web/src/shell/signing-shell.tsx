import { useTranslation } from 'react-i18next';
import { FocusedShell } from './focused-shell.js';

/** Around the steps of signing, which need no account: whoever leaves for their contracts signs in there. */
export function SigningShell() {
  const { t } = useTranslation('signing');
  return <FocusedShell leaveTo="/me/contracts" help={[t('help.kept'), t('help.paper'), t('help.ask')]} />;
}
