export * from './applicants.events.js';
export * from './applications.commands.js';
export * from './offers.commands.js';
export * from './offers.events.js';
export * from './openings.commands.js';
