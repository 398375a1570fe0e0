import type { Schemas } from './queries.js';

// Shapes that docs/openapi.json does not name yet; once it does, `schema.gen.ts` stands in for this file.

/** What filters of candidates say; every list means "one of these". */
export interface CandidateFilterQuery {
  stage?: string[];
  language?: string;
  country?: string;
  /** `<criterionId>:<1-5>`, at least. */
  level?: string[];
  needsReview?: boolean;
  shortlistId?: string;
  /** Words that were said. */
  q?: string;
}

/** What is said of a candidate besides; absent where it is not known. */
interface MoreOfCandidate {
  language?: string;
  /** Null where it is not known. */
  country?: string | null;
  /** Quotes that count. */
  evidenceCount?: number;
  flags?: string[];
  override?: {
    reviewerId: string;
    levels: { criterionId: string; level: number }[];
    /** Null where the levels were given before the reveal. */
    reasonCode: string | null;
  } | null;
}

export type Candidate = Schemas['NamedCandidate'] & MoreOfCandidate;
export type CandidatePage = Omit<Schemas['NamedCandidatePage'], 'data'> & { data: Candidate[] };

export interface Weight {
  criterionId: string;
  /** In whole percents; 100 together. */
  weight: number;
}

export interface WhatIfCandidate {
  applicationId: string;
  name: string | null;
  stage: Schemas['NamedCandidate']['stage'];
  rank: number;
  band: number;
  total: string;
  interval: Schemas['ScoreInterval'];
  /** Of the ranking that is stored. */
  storedRank: number;
}

export interface WhatIfOrder {
  /** Null while nobody is ranked. */
  rankingId: string | null;
  weights: Weight[];
  data: WhatIfCandidate[];
  hasMore: boolean;
}

/** A sentence in which words were found that somebody looks for. */
export interface SaidSentence {
  applicationId: string;
  name: string | null;
  stage: Schemas['NamedCandidate']['stage'];
  interviewId: string;
  questionId: string;
  /** Null for a written answer, as the time is. */
  takeId: string | null;
  sentence: string;
  startMs: number | null;
  matches: { start: number; length: number }[];
}

interface SaidSentencePage {
  data: SaidSentence[];
  nextCursor: string | null;
  hasMore: boolean;
}

export interface BestQuote {
  text: string;
  questionId: string;
  takeId: string | null;
  startMs: number | null;
  endMs: number | null;
}

export interface ComparedCandidate {
  applicationId: string;
  name: string | null;
  stage: Schemas['NamedCandidate']['stage'];
  /** Null, as the band is, for those who are not in the ranks. */
  rank: number | null;
  band: number | null;
  interval: Schemas['ScoreInterval'] | null;
  total: string | null;
  word: 'clear' | 'partial' | 'little' | null;
  criteria: {
    criterionId: string;
    level: number | null;
    word: 'clear' | 'partial' | 'little' | null;
    bestQuote: BestQuote | null;
  }[];
}

export interface Comparison {
  criteria: { id: string; name: string; levels: unknown }[];
  candidates: ComparedCandidate[];
  isTied: boolean;
}

export interface WorkItem {
  applicationId: string;
  openingId: string;
  openingTitle: string;
  dueAt: string | null;
  /** Null for what is judged without names. */
  name?: string | null;
}

export interface WorkList {
  decisions: WorkItem[];
  reviews: WorkItem[];
  appeals: WorkItem[];
  /** Null for those who may not see them. */
  parkedJobs: number | null;
}

export type WaitingReview = Schemas['WaitingReview'] & { dueAt?: string | null };

export type DecisionKind = 'advance' | 'hold' | 'not_select';

export interface Moves {
  applicationIds: string[];
  decision: DecisionKind;
  reasonCode: string;
  note?: string;
}

export interface Moved {
  moved: string[];
  refused: { applicationId: string; code: string; detail: string }[];
}

export interface Shortlist {
  id: string;
  name: string;
}

interface Answer<Body> {
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Body } } };
}

type Opening = { path: { openingId: string } };

/** To be read beside `paths` of the generated schema. */
export interface ComingPaths {
  '/v1/me/work': { get: Answer<WorkList> };
  '/v1/openings/{openingId}/what-if': {
    post: Answer<WhatIfOrder> & {
      parameters: Opening;
      requestBody: { content: { 'application/json': { weights: Weight[]; rankingId?: string } } };
    };
  };
  '/v1/openings/{openingId}/transcript-search': {
    get: Answer<SaidSentencePage> & {
      parameters: Opening & { query: CandidateFilterQuery & { q: string; limit?: number; cursor?: string } };
    };
  };
  '/v1/openings/{openingId}/comparison': {
    get: Answer<Comparison> & { parameters: Opening & { query: { applicationIds: string } } };
  };
  '/v1/openings/{openingId}/decisions': {
    post: Answer<Moved> & { parameters: Opening; requestBody: { content: { 'application/json': Moves } } };
  };
  '/v1/openings/{openingId}/shortlists': {
    get: Answer<{ data: Shortlist[] }> & { parameters: Opening };
    post: Answer<Shortlist> & {
      parameters: Opening;
      requestBody: { content: { 'application/json': { name: string } } };
    };
  };
  '/v1/shortlists/{shortlistId}/candidates/{applicationId}': {
    put: Answer<Shortlist> & { parameters: { path: { shortlistId: string; applicationId: string } } };
  };
}
