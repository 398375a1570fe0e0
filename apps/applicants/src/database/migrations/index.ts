import { Applicants1764100000000 } from './1764100000000-applicants.js';
import { DecisionsAppendOnly1764200000000 } from './1764200000000-decisions-append-only.js';
import { Offers1764300000000 } from './1764300000000-offers.js';
import { DecisionPromise1764530000000 } from './1764530000000-decision-promise.js';
import { DecisionsByPeople1764570000001 } from './1764570000001-decisions-by-people.js';
import { DecisionsOfTheirOwn1764570000002 } from './1764570000002-decisions-of-their-own.js';

export const migrations = [
  Applicants1764100000000,
  DecisionsAppendOnly1764200000000,
  Offers1764300000000,
  DecisionPromise1764530000000,
  DecisionsByPeople1764570000001,
  DecisionsOfTheirOwn1764570000002,
];
