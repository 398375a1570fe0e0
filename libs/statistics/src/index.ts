export { rootMeanSquareError } from './distance.js';
export { type Estimate, type EstimateOptions, estimateAll, fewestGroups } from './estimate.js';
export { quadraticWeightedKappa } from './kappa.js';
export { pearson } from './pearson.js';
export { spearman } from './spearman.js';
export { figureOf, type Pairs, type Statistic } from './statistic.js';
