import { IsString } from 'class-validator';
import { event, IsId } from '../contract/index.js';

export class OfferFact {
  @IsId('off')
  offerId!: string;

  @IsId('app')
  applicationId!: string;

  @IsId('opn')
  openingId!: string;

  @IsId('per')
  personId!: string;

  @IsId('prj')
  projectId!: string;
}

export const offerExtended = event('applicants', 'offer.extended', OfferFact);

/** The last document of its contract is signed. */
export const offerAccepted = event('applicants', 'offer.accepted', OfferFact);

export class OfferDeclined extends OfferFact {
  @IsString()
  reasonCode!: string;
}

export const offerDeclined = event('applicants', 'offer.declined', OfferDeclined);
