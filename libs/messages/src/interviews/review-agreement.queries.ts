import { IsId, query } from '../contract/index.js';

export class AgreementInterval {
  low!: number;
  high!: number;
}

/** How far two sets of levels for the same criteria of the same results agree. */
export class Agreement {
  /** Pairs of levels. */
  ratings!: number;
  /** Quadratic-weighted kappa; null where it is not defined, as with a single level throughout. */
  kappa!: number | null;
  /** Null with fewer than five results. */
  interval!: AgreementInterval | null;
  /** Share of the same level; null without ratings. */
  exact!: number | null;
  /** Share of the same level or the one beside it. */
  adjacent!: number | null;
}

/** A person beside the engine. */
export class EngineAgreement extends Agreement {
  /** Of concluded reviews: share of levels that are not the engine's in the end. */
  overrideRate!: number | null;
  /** Of concluded reviews: share of levels that were changed after the reveal. */
  changeRate!: number | null;
}

export class CriterionAgreement extends EngineAgreement {
  criterion!: string;
}

export class ReviewerAgreement extends EngineAgreement {
  reviewerId!: string;
}

/** Blind levels of people beside those of the engine, of the results of an opening that are ranked. */
export class ReviewAgreement {
  /** Results with a saved review. */
  results!: number;
  all!: EngineAgreement;
  /** In order of the criterion's id. */
  byCriterion!: CriterionAgreement[];
  /** In order of the reviewer's id. */
  byReviewer!: ReviewerAgreement[];
  /** First readers beside second ones. */
  betweenReaders!: Agreement;
  /** Share that the intervals are meant to cover; bootstrap over results, with this seed and so many resamples. */
  level!: number;
  seed!: number;
  resamples!: number;
  /** Whether there are more ratings than are counted: then these are the newest. */
  isCut!: boolean;
}

export class ReviewAgreementQuery {
  @IsId('opn')
  openingId!: string;
}

/** For recruiters on the opening. */
export const reviewAgreement = query('interviews', 'reviews.agreement', {
  input: ReviewAgreementQuery,
  output: ReviewAgreement,
});
