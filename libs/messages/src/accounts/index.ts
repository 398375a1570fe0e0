export * from './accounts.events.js';
export * from './api-keys.commands.js';
export * from './locales.js';
export * from './people.commands.js';
export * from './sign-in.commands.js';
