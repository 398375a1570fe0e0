import { leaveServers } from './test-servers.mjs';

/** The keeper ends the servers when this was their last user. */
export default async function teardown() {
  leaveServers();
}
