import { anyone, signingSession } from '@guildhall/auth';
import {
  authenticateSigning,
  consentToSigning,
  DocumentText,
  declineSigning,
  getAccessTest,
  getSigning,
  openSigning,
  readDocument,
  requestSigningCode,
  reviewDocument,
  Signing,
  SigningOpened,
  type SigningSessionInput,
  type SigningSource,
  signDocument,
} from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { EncryptedStore } from '@guildhall/storage';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { sendStoredPdf } from '../contracts/send-stored-pdf.js';
import { IdParam } from '../request/id-parameters.js';
import { RequestSource, ShownSigningSession } from '../request/source-of-request.js';
import {
  DeclineSigningBody,
  OpenSigningBody,
  SignDocumentBody,
  SigningCodeBody,
  SigningConsentBody,
} from './signing.dto.js';

const signer = anyone({ owned: signingSession });
const header = { name: 'X-Signing-Session', required: true, description: 'The secret of the signing session.' };

/** Signing a contract: from the link in the mail to the last document. Who shows no session learns nothing. */
@ApiTags('signing')
@Controller('v1/signing')
export class SigningController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly media: EncryptedStore,
  ) {}

  /** Opens the mailed link, which works once; the secret in the answer proves what follows. */
  @Post('sessions')
  @Access(anyone(), { limit: 'sign_in' })
  open(@Body() { token }: OpenSigningBody, @RequestSource() source: SigningSource): Promise<SigningOpened> {
    return this.rpc.call(openSigning, { token, ...source });
  }

  /** How far the signing is, what has to be agreed to, and the documents in their order. */
  @Get()
  @ApiHeader(header)
  @Access(signer)
  get(@ShownSigningSession() session: SigningSessionInput): Promise<Signing> {
    return this.rpc.call(getSigning, session);
  }

  /** A test file (PDF) with a code in it; who can give the code back can read the documents. */
  @Get('access-test')
  @ApiHeader(header)
  @Access(signer)
  async accessTest(@ShownSigningSession() session: SigningSessionInput, @Res() reply: FastifyReply): Promise<void> {
    const { base64 } = await this.rpc.call(getAccessTest, session);
    void reply.header('Content-Type', 'application/pdf').header('Cache-Control', 'private, no-store');
    await reply.send(Buffer.from(base64, 'base64'));
  }

  /** Agrees to sign electronically, with the code of the test file. */
  @Post('consent')
  @HttpCode(200)
  @ApiHeader(header)
  @Access(signer)
  consent(@ShownSigningSession() session: SigningSessionInput, @Body() body: SigningConsentBody): Promise<Signing> {
    return this.rpc.call(consentToSigning, { ...body, ...session });
  }

  /** Mails a code to the signer. */
  @Post('code')
  @HttpCode(202)
  @ApiHeader(header)
  @Access(signer, { limit: 'apply' })
  async requestCode(@ShownSigningSession() session: SigningSessionInput): Promise<void> {
    await this.rpc.call(requestSigningCode, session);
  }

  /** Gives the mailed code back. */
  @Post('authenticate')
  @HttpCode(200)
  @ApiHeader(header)
  @Access(signer, { limit: 'sign_in' })
  authenticate(@ShownSigningSession() session: SigningSessionInput, @Body() body: SigningCodeBody): Promise<Signing> {
    return this.rpc.call(authenticateSigning, { ...body, ...session });
  }

  /** The words of a document, to be read on a screen. What is signed is the PDF, and only that one was opened is noted. */
  @Get('documents/:documentId/text')
  @ApiHeader(header)
  @Access(signer)
  read(
    @IdParam('documentId') documentId: string,
    @ShownSigningSession() session: SigningSessionInput,
  ): Promise<DocumentText> {
    return this.rpc.call(readDocument, { documentId, ...session });
  }

  /** A document (PDF) as it will be signed; that it was opened is noted. Once it is sealed, the sealed file. */
  @Get('documents/:documentId/pdf')
  @ApiHeader(header)
  @Access(signer)
  async document(
    @IdParam('documentId') documentId: string,
    @ShownSigningSession() session: SigningSessionInput,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendStoredPdf(reply, this.media, await this.rpc.call(reviewDocument, { documentId, ...session }));
  }

  /** Signs a document by typing one's name; the non-disclosure agreement comes first. */
  @Post('documents/:documentId/sign')
  @HttpCode(200)
  @ApiHeader(header)
  @Access(signer)
  sign(
    @IdParam('documentId') documentId: string,
    @ShownSigningSession() session: SigningSessionInput,
    @Body() body: SignDocumentBody,
  ): Promise<Signing> {
    return this.rpc.call(signDocument, { ...body, ...session, documentId });
  }

  /** Declines to sign, with a reason. */
  @Post('decline')
  @HttpCode(200)
  @ApiHeader(header)
  @Access(signer)
  decline(@ShownSigningSession() session: SigningSessionInput, @Body() body: DeclineSigningBody): Promise<Signing> {
    return this.rpc.call(declineSigning, { ...body, ...session });
  }
}
