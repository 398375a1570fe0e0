import { Events1764100000000 } from './1764100000000-events.js';
import { ContractMails1764200000000 } from './1764200000000-contract-mails.js';

export const migrations = [Events1764100000000, ContractMails1764200000000];
