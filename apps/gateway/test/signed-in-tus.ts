import { TusRequests } from './tus-requests.js';

/** tus as somebody with a session. */
export class SignedInTus extends TusRequests {
  constructor(
    url: string,
    private readonly token: string,
  ) {
    super(url, '');
  }

  override send(method: string, location: string, headers: Record<string, string> = {}, body?: Buffer) {
    return super.send(method, location, { ...headers, authorization: `Bearer ${this.token}` }, body);
  }
}
