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

/** Every document of the contract is sealed and was verified again. */
export const contractSealed = event('contracts', 'contract.sealed', ContractFact);
