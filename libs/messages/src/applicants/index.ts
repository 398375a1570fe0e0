export * from './applicants.events.js';
export * from './applications.commands.js';
export * from './openings.commands.js';
