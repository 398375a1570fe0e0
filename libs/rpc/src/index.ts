export { type AnyRpcDefinition, HandleRpc } from './handle-rpc.decorator.js';
export { rpcDefinitionsOf } from './handler-table.js';
export { compileInputReader, type InputReader } from './input-reader.js';
export { RedisStreamsServer, type RedisStreamsServerOptions } from './redis-streams-server.js';
export { type CallOptions, RpcClient, type RpcClientOptions } from './rpc-client.js';
