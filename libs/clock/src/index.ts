export { CLOCK, type Clock, ManualClock, systemClock } from './clock.js';
