import { IsId, query } from '../contract/index.js';

export class ContractTermsInput {
  @IsId('ctr')
  contractId!: string;
}

/** What was signed, as far as pay depends on it. */
export class ContractTerms {
  contractId!: string;
  personId!: string;
  projectId!: string;
  /** SHA-256 (hex) of the sealed bytes of the contractor agreement. */
  agreementSha256!: string;
  /** Pay of an hour in the currency's minor unit, a string of digits. */
  rateMinor!: string;
  currency!: string;
  weeklyLimitSeconds!: number;
  /** YYYY-MM-DD in the contract's zone. */
  startDate!: string;
  /** IANA name of the zone that its weeks follow. */
  zone!: string;
  sealedAt!: string;
}

/** For services alone: `not_found` until every document of the contract is sealed. */
export const getContractTerms = query('contracts', 'terms.get', { input: ContractTermsInput, output: ContractTerms });
