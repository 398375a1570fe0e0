import { randomInt } from 'node:crypto';
import { hashCode, hashToken, mintToken, sameHash } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { newId } from '@guildhall/messages/contract';
import type { SigningOpened, SigningSource } from '@guildhall/messages/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ContractEntity } from '../contract/contract.entity.js';
import { ContractRepository } from '../contract/contract.repository.js';
import { ContractRecords } from '../contract/contract-records.js';
import { ContractsConfig } from '../contracts.config.js';
import type { SigningLinkEntity, SigningSessionEntity } from './signing.entities.js';
import { codeInvalid, linkInvalid, sessionRequired, signingWrongState } from './signing.errors.js';
import { SigningRepository } from './signing.repository.js';

const sessionMs = 12 * 3_600_000;
const mostCodeFailures = 5;
/** Without letters and digits that look alike. */
const accessAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const accessCodeLength = 6;

export interface OpenSession {
  session: SigningSessionEntity;
  contract: ContractEntity;
}

/** Visits of signers: a mailed link opens one, and its secret proves what follows. */
@Injectable()
export class SigningSessions {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly signings: SigningRepository,
    private readonly records: ContractRecords,
    private readonly config: ContractsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `signing_link_invalid` */
  async requireLink(token: string): Promise<SigningLinkEntity> {
    const link = await this.signings.findLink(hashToken(token));
    if (!link || link.closedAt !== null || link.expiresAt <= this.clock.now()) throw linkInvalid();
    return link;
  }

  /** Uses a link up. @throws AppError `signing_link_invalid` where somebody else was faster */
  async open(tx: Tx, { tokenHash, contractId }: SigningLinkEntity, source: SigningSource): Promise<SigningOpened> {
    const at = this.clock.now();
    const contract = await this.contracts.lock(tx, contractId);
    if (!contract || !(await this.contracts.moveRecipient(tx, contractId, 'open'))) throw linkInvalid();
    if (!(await this.signings.closeLink(tx, tokenHash, at))) throw linkInvalid();
    const secret = mintToken('signing');
    const expiresAt = new Date(Math.min(at.getTime() + sessionMs, contract.expiresAt!.getTime()));
    await this.signings.addSession(tx, {
      ...{ id: newId('sgn'), contractId, secretHash: hashToken(secret), accessCode: mintAccessCode() },
      ...{ codeHash: null, codeExpiresAt: null, codeFailures: 0, consentVersion: null },
      ...{ createdAt: at, expiresAt, endedAt: null },
    });
    const { sourceAddress: ip, userAgent } = source;
    const actor = `applicant:${contract.personId}`;
    const proof = { type: 'opened', actor, authMethod: 'link', ip, userAgent: userAgent ?? null } as const;
    await this.records.evidence.append(tx, contractId, proof, at);
    return { secret, expiresAt: expiresAt.toISOString() };
  }

  /** @throws AppError `signing_session_required` */
  async require(sessionHash: string): Promise<OpenSession> {
    const session = await this.signings.findSession(sessionHash, this.clock.now());
    const contract = session && (await this.contracts.find(session.contractId));
    if (!contract) throw sessionRequired();
    return { session, contract };
  }

  /** The same under the contract's lock. */
  async lock(tx: Tx, sessionHash: string): Promise<OpenSession> {
    const found = await this.signings.findSession(sessionHash, this.clock.now(), tx);
    const contract = found && (await this.contracts.lock(tx, found.contractId));
    // Read again: a newer link may have ended it while the lock was waited for.
    const session = contract && (await this.signings.findSession(sessionHash, this.clock.now(), tx));
    if (!session) throw sessionRequired();
    return { session, contract };
  }

  /**
   * Whether the code is the one mailed for the session. A wrong one is counted in a transaction of its own, which no failing
   * request takes back.
   * @throws AppError `code_invalid`, or `signing_wrong_state` where no code is waited for
   */
  async requireCode(sessionHash: string, code: string): Promise<void> {
    const fits = await this.database.transaction(async (tx) => {
      const { session, contract } = await this.lock(tx, sessionHash);
      // Else whoever gives a code to a contract that was taken back would be told to ask for another code.
      if (contract.state !== 'sent' || contract.recipientState !== 'consented') {
        throw signingWrongState(contract, 'no code is waited for.');
      }
      const { id, codeHash, codeExpiresAt, codeFailures } = session;
      if (codeHash === null || codeExpiresAt! <= this.clock.now() || codeFailures >= mostCodeFailures) return false;
      if (sameHash(codeHash, hashCode(Buffer.from(this.config.codeHashKey, 'base64'), id, code))) return true;
      await this.signings.countCodeFailure(tx, id);
      return false;
    });
    if (!fits) throw codeInvalid();
  }
}

function mintAccessCode(): string {
  const characters = Array.from({ length: accessCodeLength }, () => accessAlphabet[randomInt(accessAlphabet.length)]);
  return characters.join('');
}
