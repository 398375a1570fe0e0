import type { Schemas } from './queries.js';
import type { paths } from './schema.gen.js';

// Short names for what the console reads and sends, all of them made from `docs/openapi.json`.

export type Candidate = Schemas['NamedCandidate'];
export type CandidatePage = Schemas['NamedCandidatePage'];
type CandidatesQuery = NonNullable<paths['/v1/openings/{openingId}/candidates']['get']['parameters']['query']>;
export type CandidateFilterQuery = Omit<CandidatesQuery, 'rankingId' | 'limit' | 'cursor'>;

export type Weight = Schemas['CriterionWeight'];
export type WhatIfCandidate = Schemas['NamedWhatIfPlace'];
export type WhatIfOrder = Schemas['NamedWhatIfOrder'];

export type SaidSentence = Schemas['NamedTranscriptHit'];

export type BestQuote = Schemas['PlayableQuote'];
export type ComparedCandidate = Schemas['NamedComparedCandidate'];
export type Comparison = Schemas['NamedComparison'];

export type WorkItem = Schemas['WorkItem'];
export type WorkList = Schemas['Work'];
export type WaitingReview = Schemas['WaitingReview'];

export type Moves = Schemas['DecideManyBody'];
export type Moved = Schemas['DecidedMany'];
export type Shortlist = Schemas['Shortlist'];
