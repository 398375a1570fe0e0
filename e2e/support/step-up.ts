import type { SteppedUp } from '@guildhall/messages/accounts';
import type { ApiClient } from '../../tools/client/api-client.js';
import type { MailboxClient } from '../../tools/client/mailbox-client.js';

/** Proves the caller's session again by the code that is mailed to them. */
export async function stepUp(api: ApiClient, mailbox: MailboxClient, email: string): Promise<SteppedUp> {
  await api.post('/v1/auth/step-up');
  const code = await mailbox.code(email);
  return await api.post<SteppedUp>('/v1/auth/step-up/verify', { code });
}
