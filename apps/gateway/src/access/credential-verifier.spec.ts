import { AppError } from '@guildhall/errors';
import type { VerifiedCredential } from '@guildhall/messages/accounts';
import type { RpcClient } from '@guildhall/rpc';
import { CredentialVerifier, type Question } from './credential-verifier.js';

const verified: VerifiedCredential = {
  ...{ kind: 'applicant', actorId: 'per_1', roles: [], scopes: [], displayName: 'Ada' },
  ...{ expiresAt: null, steppedUpUntil: null, passwordChangeRequired: false },
};

function house(answers: (VerifiedCredential | AppError)[]) {
  let nowMs = 0;
  let asked = 0;
  const call = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)]!;
    if (answer instanceof AppError) throw answer;
    return answer;
  };
  const rpc = { call } as unknown as Pick<RpcClient, 'call'>;
  const verifier = new CredentialVerifier(rpc, () => nowMs);
  const ask = (init: Partial<Question> = {}) =>
    verifier.verify({
      ...{
        credential: { kind: 'session', hash: 'h' },
        sourceAddress: '::1',
        correlationId: 'req_1',
        survivesOutage: false,
      },
      ...init,
    });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { verifier, ask, asked: () => asked, pass };
}

const notSignedIn = new AppError('not_signed_in', 'Ended.');
const unavailable = new AppError('unavailable', 'Away.', { retryAfterSeconds: 2 });

describe('verified credentials', () => {
  it('are asked for once a second', async () => {
    const { ask, asked, pass } = house([verified]);
    await ask();
    pass(999);
    expect((await ask())?.actor.id).toBe('per_1');
    expect(asked()).toBe(1);
    pass(1);
    await ask();
    expect(asked()).toBe(2);
  });

  it('are no guesses any more, until they have ended', async () => {
    const { verifier, ask, pass } = house([verified, notSignedIn]);
    expect(verifier.mayBeGuessed('h')).toBe(true);
    await ask();
    expect(verifier.mayBeGuessed('h')).toBe(false);
    pass(60_000);
    expect(verifier.known('h')).toBeUndefined();
    expect(verifier.mayBeGuessed('h')).toBe(false);
    await ask();
    pass(1_000);
    expect(verifier.mayBeGuessed('h')).toBe(true);
  });

  it('are refused within a second of their end', async () => {
    const { ask, pass } = house([verified, notSignedIn]);
    expect(await ask()).not.toBeNull();
    pass(1_000);
    expect(await ask()).toBeNull();
  });

  it('are asked for together by requests that come together', async () => {
    const { ask, asked } = house([verified]);
    await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(asked()).toBe(1);
  });

  it('are asked for anew after what this process changed itself', async () => {
    const { verifier, ask, asked } = house([verified]);
    await ask();
    verifier.forget('h');
    await ask();
    verifier.forgetActor('per_2');
    await ask();
    expect(asked()).toBe(2);
    verifier.forgetActor('per_1');
    await ask();
    expect(asked()).toBe(3);
  });

  it('fail while accounts is away, except where a recording is being sent by somebody who was known', async () => {
    const { ask, pass } = house([verified, unavailable]);
    await ask();
    pass(60_000);
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
    expect((await ask({ survivesOutage: true }))?.actor.id).toBe('per_1');
    pass(15 * 60_000);
    await expect(ask({ survivesOutage: true })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('are not carried over an outage once they were refused', async () => {
    const { ask, pass } = house([verified, notSignedIn, unavailable]);
    await ask();
    pass(1_000);
    expect(await ask()).toBeNull();
    pass(1_000);
    expect(await ask({ survivesOutage: true })).toBeNull();
  });
});
