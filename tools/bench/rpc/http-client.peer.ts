import { Agent, request } from 'node:http';
import { newId } from '@guildhall/messages/contract';
import { newCorrelationId } from '@guildhall/observability';
import { serveOrders, tell } from './bench.peer.js';

// node:http with kept connections: the strongest opponent. Measured in the client, fetch costs six times as much.
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const port = Number(process.env.BENCH_HTTP_PORT);
const input = { applicationId: newId('app'), stage: 'interview', version: 7, reason: 'Strong answers.', note: null };
const correlationId = newCorrelationId();

function post(): Promise<unknown> {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-request-id': correlationId,
    };
    const sent = request({ host: '127.0.0.1', port, path: '/move', method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`HTTP ${response.statusCode}: ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

serveOrders({ one: post, stop: async () => agent.destroy() });
tell({ report: 'ready' });
