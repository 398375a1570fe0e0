import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { compileInputReader } from '@guildhall/rpc';
import { fastify } from 'fastify';
import { MoveApplication, moved } from './bench.messages.js';
import { serveOrders, tell } from './bench.peer.js';

const readInput = compileInputReader(MoveApplication);
const server = fastify({ keepAliveTimeout: 60_000 });
server.post('/move', async (request) => moved(readInput(request.body)));
await server.listen({ port: 0, host: '127.0.0.1' });
serveOrders({ stop: async () => void (await server.close()) });
tell({ report: 'ready', port: (server.server.address() as AddressInfo).port });
