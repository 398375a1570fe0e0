import { contractsScript } from './contracts-script.js';
import { invitationScript } from './invitation-script.js';
import type { PersonScriptName } from './person-page.js';
import { signScript } from './sign-script.js';

export const personScripts: Record<PersonScriptName, string> = {
  'contracts.js': contractsScript,
  'invitation.js': invitationScript,
  'sign.js': signScript,
};
