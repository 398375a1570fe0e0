import { object, staff } from '@guildhall/auth';
import { extendOffer, getOfferOfApplication, Offer } from '@guildhall/messages/applicants';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ExtendOfferBody } from './contracts.dto.js';

const own = object('applicationId', 'application');

/** Offers of work to advanced applicants. */
@ApiTags('contracts')
@Controller('v1/applications/:applicationId/offer')
export class OffersController {
  constructor(private readonly rpc: RpcClient) {}

  /** Offers work, by name; a contract is written and mailed to the applicant for signature. */
  @Post()
  @Access(staff(['recruiter'], { owned: own }))
  extend(@IdParam('applicationId') applicationId: string, @Body() body: ExtendOfferBody): Promise<Offer> {
    return this.rpc.call(extendOffer, { ...body, applicationId });
  }

  /** The newest offer of an application. */
  @Get()
  @Access(staff(['recruiter'], { owned: own }))
  get(@IdParam('applicationId') applicationId: string): Promise<Offer> {
    return this.rpc.call(getOfferOfApplication, { applicationId });
  }
}
