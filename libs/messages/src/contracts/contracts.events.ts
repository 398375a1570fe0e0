import { IsIn } from 'class-validator';
import { event, IsId } from '../contract/index.js';

export class ContractFact {
  @IsId('ctr')
  contractId!: string;

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

/** Its documents are frozen and a link to sign is on its way; also told when another link replaces an earlier one. */
export const contractSent = event('contracts', 'contract.sent', ContractFact);

/** The applicant has signed the last document; sealing follows. */
export const contractSigned = event('contracts', 'contract.signed', ContractFact);

/** Every document is sealed, and each seal was verified by another library than the one that made it. */
export const contractSealed = event('contracts', 'contract.sealed', ContractFact);

export const declineReasons = ['rate', 'terms', 'timing', 'other_offer', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

export class ContractDeclined extends ContractFact {
  @IsIn(declineReasons)
  reasonCode!: DeclineReason;
}

export const contractDeclined = event('contracts', 'contract.declined', ContractDeclined);

/** The company took it back before it was sealed. */
export const contractVoided = event('contracts', 'contract.voided', ContractFact);

/** A signer asks for the code that proves they read the mails of the address; internal to the house. */
export const signingCodeRequested = event('contracts', 'contract.signing_code_requested', ContractFact);
