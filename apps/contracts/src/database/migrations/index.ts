import { Contracts1764200000000 } from './1764200000000-contracts.js';
import { ContractProblem1764300200000 } from './1764300200000-contract-problem.js';

export const migrations = [Contracts1764200000000, ContractProblem1764300200000];
