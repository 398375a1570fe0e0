export type { ChatRequest, FakeBehaviour, RecordedRequest, TranscriptionRequest } from './behaviour.js';
export { FakeOpenAi } from './fake-openai.js';
