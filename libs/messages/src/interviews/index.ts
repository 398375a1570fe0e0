export * from './interviews.commands.js';
export * from './interviews.events.js';
export * from './plans.commands.js';
export * from './results.queries.js';
export * from './takes.commands.js';
export * from './transcripts.commands.js';
