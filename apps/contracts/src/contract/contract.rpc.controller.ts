import { ReadLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, type Tx } from '@guildhall/database';
import { AppError, isAppError } from '@guildhall/errors';
import { checkOpeningAccess } from '@guildhall/messages/applicants';
import { actorLabel, type CallContext, Empty, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  type Contract,
  type ContractDocumentRef,
  type ContractOfApplicationInput,
  type ContractPage,
  type ContractRef,
  type ContractTerms,
  contractSent,
  contractVoided,
  getContractOfApplication,
  getContractTerms,
  getMyDocument,
  listMyContracts,
  renewMySigningLink,
  resendContract,
  type StoredFile,
  voidContract,
} from '@guildhall/messages/contracts';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import type { ContractEntity } from './contract.entity.js';
import { contractNotFound, contractWrongState } from './contract.errors.js';
import { ContractRepository } from './contract.repository.js';
import { ContractFiles } from './contract-files.js';
import { ContractRecords } from './contract-records.js';
import { contractView } from './contract-view.js';
import { takeMail } from './mail-allowance.js';

const linksPerQuarterHour = 3;

@Controller()
export class ContractRpcController {
  constructor(
    private readonly database: Database,
    private readonly contracts: ContractRepository,
    private readonly files: ContractFiles,
    private readonly records: ContractRecords,
    private readonly rpc: RpcClient,
    private readonly reads: ReadLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(getContractOfApplication)
  async getOfApplication({ applicationId }: ContractOfApplicationInput, context: CallContext): Promise<Contract> {
    const contract = await this.contracts.newestOfApplication(applicationId);
    await this.requireForStaff(contract, context);
    await this.reads.note('contract.read', contract!.id, context);
    return contractView(contract!, await this.contracts.documentsOf([contract!.id]));
  }

  @HandleRpc(voidContract)
  async void({ contractId }: ContractRef, context: CallContext): Promise<Contract> {
    return await this.byStaff(contractId, context, async (tx, contract, at) => {
      if (!(await this.contracts.move(tx, contractId, 'void'))) {
        throw contractWrongState(contract, 'only one that is not sealed or ended can be taken back.');
      }
      const entry = { type: 'voided', actor: actorLabel(context.actor) } as const;
      await this.records.evidence.append(tx, contractId, entry, at);
      await this.records.facts.tell(tx, contractVoided, contract, context, at);
    });
  }

  /** The mailer has the link minted when it sends, which voids the one before. */
  @HandleRpc(resendContract)
  async resend({ contractId }: ContractRef, context: CallContext): Promise<Contract> {
    return await this.byStaff(contractId, context, async (tx, contract, at) => {
      if (contract.state !== 'sent') throw contractWrongState(contract, 'there is nothing to sign.');
      await this.records.facts.tell(tx, contractSent, contract, context, at);
    });
  }

  /** For who has closed the page, or let the link expire, with nobody there to send another. */
  @HandleRpc(renewMySigningLink)
  async renewMyLink({ contractId }: ContractRef, context: CallContext): Promise<Empty> {
    return await runOnce(this.database, context, async (tx) => {
      const contract = requireOwn(await this.contracts.lock(tx, contractId), context);
      if (contract.state !== 'sent') throw contractWrongState(contract, 'there is nothing to sign.');
      const at = this.clock.now();
      await this.records.facts.tell(tx, contractSent, contract, context, at);
      await takeMail(tx, { counter: 'signing-links', key: contractId, limit: linksPerQuarterHour }, at);
      return new Empty();
    });
  }

  @HandleRpc(listMyContracts)
  async listMine(input: PageQuery, { actor }: CallContext): Promise<ContractPage> {
    if (actor.kind !== 'applicant') return { data: [], nextCursor: null, hasMore: false };
    const { limit, after } = idCursor('ctr', input);
    const rows = await this.contracts.listOfPerson(actor.id, limit + 1, after);
    const documents = await this.contracts.documentsOf(rows.map(({ id }) => id));
    return pageOf(
      rows.map((contract) => contractView(contract, documents)),
      limit,
    );
  }

  @HandleRpc(getMyDocument)
  async getMyDocument({ contractId, documentId }: ContractDocumentRef, context: CallContext): Promise<StoredFile> {
    requireOwn(await this.contracts.find(contractId), context);
    const document = await this.contracts.findDocument(documentId);
    if (document?.contractId !== contractId) throw contractNotFound();
    return this.files.placeOf(document);
  }

  @HandleRpc(getContractTerms)
  async terms({ contractId }: ContractRef, { actor }: CallContext): Promise<ContractTerms> {
    if (actor.kind !== 'service') throw new AppError('not_allowed', 'The terms of contracts are for services.');
    const contract = await this.contracts.find(contractId);
    if (contract?.state !== 'sealed') throw contractNotFound();
    const documents = await this.contracts.documentsOf([contractId]);
    const agreement = documents.find(({ kind }) => kind === 'contractor_agreement')!;
    return {
      ...{ contractId, personId: contract.personId, projectId: contract.projectId },
      ...{ agreementSha256: agreement.sealedSha256!, rateMinor: contract.rateMinor!.toString() },
      ...{ currency: contract.currency!, weeklyLimitSeconds: contract.weeklyLimitSeconds! },
      ...{ startDate: contract.startDate!, zone: contract.zone!, sealedAt: contract.sealedAt!.toISOString() },
    };
  }

  private async byStaff(
    contractId: string,
    context: CallContext,
    deed: (tx: Tx, contract: ContractEntity, at: Date) => Promise<void>,
  ): Promise<Contract> {
    await this.requireForStaff(await this.contracts.find(contractId), context);
    return await runOnce(this.database, context, async (tx) => {
      const contract = await this.contracts.lock(tx, contractId);
      if (!contract) throw contractNotFound();
      await deed(tx, contract, this.clock.now());
      const changed = (await this.contracts.find(contractId, tx))!;
      return contractView(changed, await this.contracts.documentsOf([contractId], tx));
    });
  }

  /** Staff see the contracts of openings that they are on. */
  private async requireForStaff(contract: ContractEntity | null, context: CallContext): Promise<void> {
    if (!contract || context.actor.kind !== 'staff') throw contractNotFound();
    try {
      await this.rpc.call(checkOpeningAccess, { openingId: contract.openingId }, { context: { ...context } });
    } catch (error) {
      throw isAppError(error) && error.code === 'not_found' ? contractNotFound() : error;
    }
  }
}

function requireOwn(contract: ContractEntity | null, { actor }: CallContext): ContractEntity {
  if (actor.kind !== 'applicant' || contract?.personId !== actor.id) throw contractNotFound();
  return contract;
}
