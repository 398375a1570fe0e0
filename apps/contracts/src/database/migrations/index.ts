import { Contracts1764200000000 } from './1764200000000-contracts.js';
import { ContractProblem1764300200000 } from './1764300200000-contract-problem.js';
import { ConsentText1764300210000 } from './1764300210000-consent-text.js';

export const migrations = [Contracts1764200000000, ContractProblem1764300200000, ConsentText1764300210000];
