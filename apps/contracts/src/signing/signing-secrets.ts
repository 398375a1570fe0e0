import { hashCode, hashToken, mintCode, mintToken } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { MintedSecret } from '@guildhall/messages/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { contractNotFound } from '../contract/contract.errors.js';
import { ContractRepository } from '../contract/contract.repository.js';
import { ContractRecords } from '../contract/contract-records.js';
import { ContractsConfig } from '../contracts.config.js';
import { SigningRepository } from './signing.repository.js';

const dayMs = 86_400_000;
const codeMs = 15 * 60_000;

/** Mints what is mailed to signers, when it is mailed; what was mailed before for the same purpose is void. */
@Injectable()
export class SigningSecrets {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly signings: SigningRepository,
    private readonly records: ContractRecords,
    private readonly config: ContractsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError `not_found` where there is nothing to sign (any more) */
  async mintLink(contractId: string): Promise<MintedSecret> {
    return await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const contract = await this.contracts.lock(tx, contractId);
      if (!contract || !(await this.contracts.moveRecipient(tx, contractId, 'notify'))) throw contractNotFound();
      await this.signings.endAll(tx, contractId, at);
      const token = mintToken('link');
      const latest = at.getTime() + this.config.signingLinkDays * dayMs;
      const expiresAt = new Date(Math.min(latest, contract.expiresAt!.getTime()));
      const link = { tokenHash: hashToken(token), contractId, createdAt: at, expiresAt, closedAt: null };
      await this.signings.addLink(tx, link);
      await this.records.evidence.append(tx, contractId, { type: 'link_minted', actor: 'service:events' }, at);
      return { secret: token, expiresAt: expiresAt.toISOString() };
    });
  }

  /** @throws AppError `not_found` where nobody waits for a code (any more) */
  async mintCode(contractId: string): Promise<MintedSecret> {
    return await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const contract = await this.contracts.lock(tx, contractId);
      const session = contract && (await this.signings.openSessionOf(tx, contractId, at));
      if (!session || contract.state !== 'sent' || contract.recipientState !== 'consented') throw contractNotFound();
      const code = mintCode();
      const codeExpiresAt = new Date(at.getTime() + codeMs);
      const codeHash = hashCode(Buffer.from(this.config.codeHashKey, 'base64'), session.id, code);
      await this.signings.changeSession(tx, session.id, { codeHash, codeExpiresAt, codeFailures: 0 });
      await this.records.evidence.append(tx, contractId, { type: 'code_sent', actor: 'service:events' }, at);
      return { secret: code, expiresAt: codeExpiresAt.toISOString() };
    });
  }
}
