import { Database, runOnce, runOnceAfter, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { FaultPoints } from '@guildhall/fault-points';
import { type CallContext, Empty } from '@guildhall/messages/contract';
import {
  authenticateSigning,
  type ContractRef,
  consentToSigning,
  type DeclineSigningInput,
  type DocumentText,
  declineSigning,
  getAccessTest,
  getSigning,
  type MintedSecret,
  mintSigningCode,
  mintSigningLink,
  type OpenSigningInput,
  openSigning,
  readDocument,
  requestSigningCode,
  reviewDocument,
  type SignDocumentInput,
  type Signing,
  type SigningCodeInput,
  type SigningConsentInput,
  type SigningDocumentInput,
  type SigningOpened,
  type SigningSessionInput,
  type SmallPdf,
  type StoredFile,
  signDocument,
} from '@guildhall/messages/contracts';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { ContractFiles } from '../contract/contract-files.js';
import { SigningService } from './signing.service.js';
import { SigningSecrets } from './signing-secrets.js';
import { type OpenSession, SigningSessions } from './signing-sessions.js';
import { documentText, SigningViews } from './signing-view.js';

const readWithinMs = 5_000;

@Controller()
export class SigningRpcController {
  constructor(
    private readonly database: Database,
    private readonly sessions: SigningSessions,
    private readonly secrets: SigningSecrets,
    private readonly service: SigningService,
    private readonly files: ContractFiles,
    private readonly views: SigningViews,
    private readonly faultPoints: FaultPoints,
  ) {}

  @HandleRpc(mintSigningLink)
  async mintLink({ contractId }: ContractRef, context: CallContext): Promise<MintedSecret> {
    requireMailer(context);
    return await this.secrets.mintLink(contractId);
  }

  @HandleRpc(mintSigningCode)
  async mintCode({ contractId }: ContractRef, context: CallContext): Promise<MintedSecret> {
    requireMailer(context);
    return await this.secrets.mintCode(contractId);
  }

  @HandleRpc(openSigning)
  async open({ token, ...source }: OpenSigningInput, context: CallContext): Promise<SigningOpened> {
    const shown = () => this.sessions.requireLink(token);
    return await runOnceAfter(this.database, context, shown, (tx, link) => this.sessions.open(tx, link, source), {
      secret: true,
    });
  }

  @HandleRpc(getSigning)
  async get({ sessionHash }: SigningSessionInput): Promise<Signing> {
    return await this.views.of(await this.sessions.require(sessionHash));
  }

  @HandleRpc(getAccessTest)
  async accessTest({ sessionHash }: SigningSessionInput): Promise<SmallPdf> {
    return await this.views.accessTest((await this.sessions.require(sessionHash)).session);
  }

  @HandleRpc(consentToSigning)
  async consent(input: SigningConsentInput, context: CallContext): Promise<Signing> {
    return await this.step(input, context, (tx, open) => this.service.consent(tx, open, input));
  }

  @HandleRpc(requestSigningCode)
  async requestCode(input: SigningSessionInput, context: CallContext): Promise<Empty> {
    await this.step(input, context, (tx, open, own) => this.service.requestCode(tx, open, own));
    return new Empty();
  }

  @HandleRpc(authenticateSigning)
  async authenticate(input: SigningCodeInput, context: CallContext): Promise<Signing> {
    const { contract } = await this.sessions.require(input.sessionHash);
    const shown = () => this.sessions.requireCode(input.sessionHash, input.code);
    return await runOnceAfter(this.database, asSigner(context, contract.personId), shown, async (tx) => {
      const open = await this.sessions.lock(tx, input.sessionHash);
      await this.service.authenticate(tx, open, input);
      return await this.views.of(await this.sessions.lock(tx, input.sessionHash), tx);
    });
  }

  @HandleRpc(readDocument)
  async read({ sessionHash, documentId }: SigningDocumentInput): Promise<DocumentText> {
    const document = await this.service.requireReadable(await this.sessions.require(sessionHash), documentId);
    return documentText(document, await this.files.text(document, AbortSignal.timeout(readWithinMs)));
  }

  @HandleRpc(reviewDocument)
  async review(input: SigningDocumentInput): Promise<StoredFile> {
    return await this.database.transaction(async (tx) => {
      const open = await this.sessions.lock(tx, input.sessionHash);
      return this.files.placeOf(await this.service.review(tx, open, input.documentId, input));
    });
  }

  @HandleRpc(signDocument)
  async sign(input: SignDocumentInput, context: CallContext): Promise<Signing> {
    const signing = await this.step(input, context, (tx, open, own) => this.service.sign(tx, open, input, own));
    // The last signature: committed, and its signer not told yet.
    if (signing.state === 'signed') await this.faultPoints.reached('sign-committed');
    return signing;
  }

  @HandleRpc(declineSigning)
  async decline(input: DeclineSigningInput, context: CallContext): Promise<Signing> {
    return await this.step(input, context, (tx, open, own) => this.service.decline(tx, open, input, own));
  }

  /** The signer is who the session was mailed to; repeats are remembered for them, not for everybody who is anonymous. */
  private async step(
    { sessionHash }: SigningSessionInput,
    context: CallContext,
    deed: (tx: Tx, open: OpenSession, own: CallContext) => Promise<void>,
  ): Promise<Signing> {
    const { contract } = await this.sessions.require(sessionHash);
    const own = asSigner(context, contract.personId);
    return await runOnce(this.database, own, async (tx) => {
      await deed(tx, await this.sessions.lock(tx, sessionHash), own);
      return await this.views.of(await this.sessions.lock(tx, sessionHash), tx);
    });
  }
}

function asSigner(context: CallContext, id: string): CallContext {
  return { ...context, actor: { kind: 'applicant', id } };
}

function requireMailer({ actor }: CallContext): void {
  if (actor.kind !== 'service' || actor.id !== 'events') {
    throw new AppError('not_allowed', 'Only the mailer has secrets of mails minted.');
  }
}
