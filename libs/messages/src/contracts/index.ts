export * from './contracts.commands.js';
export * from './contracts.events.js';
export * from './projects.commands.js';
export * from './signing.commands.js';
export * from './verification.queries.js';
