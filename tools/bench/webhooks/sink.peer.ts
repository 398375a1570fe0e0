import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// A receiver that takes everything at once, but what is sent to `/dead`, which never gets an answer.

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    if (request.url !== '/dead') response.writeHead(204).end();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));
