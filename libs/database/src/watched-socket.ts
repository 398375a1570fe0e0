import { Socket } from 'node:net';

/** Longer than Postgres is ever silent on purpose: its roles end statements and idle transactions after 30 s. */
const longestSilenceMs = 45_000;
const keepAliveMs = 10_000;

/**
 * A socket to Postgres that does not wait for a server which vanished without a word (a fail-over, a router that forgot the
 * connection): what was asked would otherwise wait for ever, with its place in the pool.
 */
export function watchedSocket(silenceMs = longestSilenceMs): Socket {
  const socket = new Socket();
  socket.setKeepAlive(true, keepAliveMs);
  socket.setTimeout(silenceMs, () => socket.destroy(new SilentServer(silenceMs)));
  return socket;
}

class SilentServer extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(silenceMs: number) {
    super(`Postgres was silent for ${silenceMs} ms.`);
  }
}
