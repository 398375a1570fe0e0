import type { RejectionReason } from '../../model-client/model-failure.js';
import type { JudgePurpose } from './judge.js';

export interface ModelParameters {
  /** Absent for models that refuse it. */
  temperature?: number;
  /** For models that think first; their thoughts count towards `maxOutputTokens`. */
  reasoningEffort?: 'minimal' | 'low' | 'medium' | 'high';
  maxOutputTokens: number;
}

/** Everything that is needed to say later how a verdict came about, and to derive it again from the raw reply. */
export interface ModelCallRecord {
  id: string;
  /** Unique. A call whose hash has a row is answered from the row. */
  inputHash: string;
  subject: string;
  purpose: JudgePurpose;
  seed: string;
  stage: 1 | 2;
  pass: number;
  /** 2 where the first reply was rejected. */
  attempt: 1 | 2;
  question: string;
  criterion: string;
  /** Ids of the points as they were asked: the first is i1. */
  pointOrder: string[];
  /** SHA-256, hex. `prompt` is the whole rendered request body, canary and delimiter included. */
  hashes: {
    media: string | null;
    transcript: string;
    plan: string;
    rubric: string;
    template: string;
    prompt: string;
    schema: string;
  };
  host: string;
  requestedModel: string;
  /** The dated model that answered, as it names itself. */
  model: string;
  fingerprint: string | null;
  parameters: ModelParameters;
  canary: string;
  delimiter: string;
  /** The reply's body as it came: personal data, because it quotes the answer. */
  rawBody: string;
  validator: {
    outcome: 'accepted' | RejectionReason;
    /** Whether a code fence around the JSON was taken off. */
    fenceStripped: boolean;
    detail: string | null;
  };
  /** Null where the server does not count. */
  tokens: { input: number; cachedInput: number; output: number } | null;
  /** Null where tokens or price are unknown. */
  costMicroUsd: number | null;
  pricesAsOf: string;
  /** ISO 8601. */
  requestedAt: string;
  latencyMs: number;
  codeVersion: string;
}

/** Where replies are kept. A reply is stored before anything is made of it. */
export interface ModelCallStore {
  find(inputHash: string): Promise<ModelCallRecord | null>;
  /** Stores the row unless its `inputHash` has one, and returns the one that is stored: of two workers the first wins. */
  save(record: ModelCallRecord): Promise<ModelCallRecord>;
}
