export * from './event-types.queries.js';
export * from './feed.queries.js';
export * from './live.queries.js';
export * from './webhooks.commands.js';
export * from './webhooks.events.js';
