export * from './contracts.events.js';
export * from './terms.queries.js';
