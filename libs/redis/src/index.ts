export {
  type ConnectRedisOptions,
  connectRedis,
  type RedisPurpose,
  reconnectDelayMs,
  untilReady,
} from './connect-redis.js';
export type { ConnectionLog } from './connection-log.js';
export { hashTaggedKey } from './key-names.js';
