import { ArrayMaxSize, ArrayMinSize, IsArray, Matches } from 'class-validator';
import { query } from '../contract/index.js';
import { perService } from './per-service.js';

/** Of one request; more are asked for in several. */
export const mostErasureMarks = 500;

const searchTimeoutMs = 60_000;

export class SearchErasedInput {
  /**
   * What only something of the erased recordings holds: SHA-256 hashes (hex) of files and texts, keys of stored objects. Never
   * words of a person: they would have to be sent to be searched for.
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostErasureMarks)
  @Matches(/^[A-Za-z0-9_/-]{20,200}$/, { each: true })
  marks!: string[];
}

export class TableWithMarks {
  table!: string;
  rows!: number;
}

export class ErasedSearch {
  /** How many tables were looked through. */
  tables!: number;
  /** Where a mark still stands; empty where nothing is left. */
  found!: TableWithMarks[];
}

/** Looks through all tables of a service for what is to be erased; asked before a certificate is issued, by services only. */
export const searchErased = perService((service) =>
  query(service, 'erasures.search', {
    input: SearchErasedInput,
    output: ErasedSearch,
    errors: ['not_allowed'],
    timeoutMs: searchTimeoutMs,
  }),
);
