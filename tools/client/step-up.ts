import type { SteppedUp } from '@guildhall/messages/accounts';
import { type ApiClient, ApiProblem } from './api-client.js';
import type { MailboxClient } from './mailbox-client.js';
import { poll } from './poll.js';

/** A replica that was not asked for the proof knows of it within a second. */
const knownWithinMs = 5_000;

/** Proves the caller's session again by the code that is mailed to them. */
export async function stepUp(api: ApiClient, mailbox: MailboxClient, email: string): Promise<SteppedUp> {
  await api.post('/v1/auth/step-up');
  const code = await mailbox.code(email);
  return await api.post<SteppedUp>('/v1/auth/step-up/verify', { code });
}

/** Whoever can prove their session again. */
export interface Prover {
  api: ApiClient;
  mailbox: MailboxClient;
  email: string;
}

/** Acts as somebody, and proves their session again where the last proof is too old for it. */
export async function whenProved<T extends object>(
  { api, mailbox, email }: Prover,
  act: (api: ApiClient) => Promise<T>,
): Promise<T> {
  const tried = await actIfProved(api, act);
  if (tried !== null) return tried;
  await stepUp(api, mailbox, email);
  return await poll('What asked for a fresh proof', () => actIfProved(api, act), knownWithinMs);
}

async function actIfProved<T>(api: ApiClient, act: (api: ApiClient) => Promise<T>): Promise<T | null> {
  try {
    return await act(api);
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.problem.code === 'step_up_required') return null;
    throw thrown;
  }
}
