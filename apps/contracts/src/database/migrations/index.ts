import { Contracts1764200000000 } from './1764200000000-contracts.js';

export const migrations = [Contracts1764200000000];
