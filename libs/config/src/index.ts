export { EnvBoolean, EnvInt, EnvList, EnvOneOf, EnvSecret, EnvString, EnvUrl } from './decorators.js';
export { ConfigError, type ConfigProblem, EnvGroup, type Environment, readConfig, settingsOf } from './read-config.js';
