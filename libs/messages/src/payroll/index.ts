export * from './bank-exceptions.queries.js';
export * from './onboarding.commands.js';
export * from './pay-runs.commands.js';
export * from './payouts.queries.js';
export * from './payroll.events.js';
export * from './time.commands.js';
