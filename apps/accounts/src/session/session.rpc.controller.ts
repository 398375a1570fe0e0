import { listMySignIns, type SessionRef, type SignIn, type SignIns } from '@guildhall/messages/accounts';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { SessionEntity } from './session.entity.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';

const mostShown = 20;

/** One's own sessions, for whoever holds one of them. */
@Controller()
export class SessionRpcController {
  constructor(
    private readonly sessions: SessionService,
    private readonly rows: SessionRepository,
  ) {}

  @HandleRpc(listMySignIns)
  async listMine({ credentialHash }: SessionRef): Promise<SignIns> {
    const { session, person } = await this.sessions.require(credentialHash);
    const newest = await this.rows.newestOf(person.id, mostShown);
    return { data: newest.map((each) => signInView(each, each.id === session.id)) };
  }
}

function signInView({ createdAt, expiresAt, endedAt }: SessionEntity, current: boolean): SignIn {
  return {
    signedInAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    current,
  };
}
