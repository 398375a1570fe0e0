import { applicants, object, self } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  ContractPage,
  getMyDocument,
  listMyContracts,
  listMyProjects,
  MyProjectPage,
  renewMySigningLink,
} from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { EncryptedStore } from '@guildhall/storage';
import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { sendStoredPdf } from './send-stored-pdf.js';

/** The applicant's own contracts, and what they open. */
@ApiTags('me')
@Controller('v1/me')
export class MyContractsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly media: EncryptedStore,
  ) {}

  /** One's own contracts, newest first. */
  @Get('contracts')
  @Access(applicants({ owned: self }))
  list(@Query() query: PageQuery): Promise<ContractPage> {
    return this.rpc.call(listMyContracts, query);
  }

  /** Mails a new link to sign to oneself; the earlier link, and what was begun with it, stops working. */
  @Post('contracts/:contractId/signing-link')
  @HttpCode(202)
  @Access(applicants({ owned: object('contractId', 'contract') }), { limit: 'apply' })
  async renewLink(@IdParam('contractId') contractId: string): Promise<void> {
    await this.rpc.call(renewMySigningLink, { contractId });
  }

  /** One's copy of a document (PDF): the sealed file as soon as there is one. */
  @Get('contracts/:contractId/documents/:documentId/pdf')
  @Access(applicants({ owned: object('contractId', 'contract') }))
  async document(
    @IdParam('contractId') contractId: string,
    @IdParam('documentId') documentId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendStoredPdf(reply, this.media, await this.rpc.call(getMyDocument, { contractId, documentId }));
  }

  /** The projects of one's contracts; what they are about opens when the contract is sealed. */
  @Get('projects')
  @Access(applicants({ owned: self }))
  listProjects(@Query() query: PageQuery): Promise<MyProjectPage> {
    return this.rpc.call(listMyProjects, query);
  }
}
