export * from './feed.queries.js';
