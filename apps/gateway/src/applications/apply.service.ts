import { setTimeout as pause } from 'node:timers/promises';
import { AppError, type FieldError } from '@guildhall/errors';
import { registerApplicant, renameMyself } from '@guildhall/messages/accounts';
import { type ApplicationReceived, apply } from '@guildhall/messages/applicants';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import type { SignedIn } from '../access/signed-in.js';
import type { ApplyBody } from './applications.dto.js';

/** Longer than the slower of the ways through this usually takes, so that the time tells nobody which one it was. */
const levelledMs = 300;

interface Asker {
  caller: SignedIn | undefined;
  /** Of where the request came from. */
  sourceKey: string;
}

/** An application by anybody: a person for the address, then the application; the same answer in the same time for all. */
@Injectable()
export class ApplyService {
  constructor(private readonly rpc: RpcClient) {}

  async apply(openingId: string, body: ApplyBody, asker: Asker): Promise<ApplicationReceived> {
    const least = pause(levelledMs);
    try {
      const personId = await this.personId(body, asker);
      const { region, language } = body;
      return await this.rpc.call(apply, { openingId, personId, region, language });
    } finally {
      await least;
    }
  }

  private async personId({ email, displayName, locale }: ApplyBody, { caller, sourceKey }: Asker): Promise<string> {
    if (caller?.actor.kind === 'applicant') {
      refuse({ email, displayName }, (value) => value !== undefined, 'is known from your session; leave it out');
      if (locale !== undefined) await this.rpc.call(renameMyself, { locale });
      return caller.actor.id;
    }
    refuse({ email, displayName }, (value) => value === undefined, 'is needed from those who are not signed in');
    const { personId } = await this.rpc.call(registerApplicant, {
      ...{ email: email!, displayName: displayName!, sourceKey },
      ...(locale !== undefined && { locale }),
    });
    return personId;
  }
}

function refuse(fields: Record<string, unknown>, isFault: (value: unknown) => boolean, message: string): void {
  const faulty = Object.entries(fields).filter(([, value]) => isFault(value));
  if (faulty.length === 0) return;
  const errors: FieldError[] = faulty.map(([field]) => ({ field, message: `${field} ${message}` }));
  throw new AppError('validation_failed', errors.map((error) => error.message).join('; '), { errors });
}
