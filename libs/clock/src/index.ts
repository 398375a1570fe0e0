export { CLOCK, type Clock, ManualClock, systemClock } from './clock.js';
export { Recurring, type RecurringWork } from './recurring.js';
