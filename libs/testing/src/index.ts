export {
  type ChatRequest,
  type FakeBehaviour,
  FakeOpenAi,
  type RecordedRequest,
  type TranscriptionRequest,
} from './fake-openai/index.js';
export { findForeignAccess, type Isolation } from './foreign-access.js';
export { type Latch, latch } from './latch.js';
export { type PrivateRedis, privateRedis } from './private-redis.js';
export { type SharedTestDatabase, type TestDatabase, testDatabase, testDatabaseOf } from './test-database.js';
export { type TestRedis, testRedis } from './test-redis.js';
export { waitFor } from './wait-for.js';
