export { FaultPoints } from './fault-points.js';
