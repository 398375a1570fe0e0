import type { FastifyReply, FastifyRequest } from 'fastify';

interface SessionCookieOptions {
  publicUrl: string;
}

/**
 * The browser's form of a session. Its `__Host-` name binds it to this very host over https; on a developer's plain-http
 * localhost browsers refuse that name, so another one is used there.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
 */
export class SessionCookie {
  private readonly isSecure: boolean;
  readonly name: string;

  constructor(options: SessionCookieOptions) {
    this.isSecure = new URL(options.publicUrl).protocol === 'https:';
    this.name = this.isSecure ? '__Host-guildhall' : 'guildhall';
  }

  read(request: FastifyRequest): string | undefined {
    const { cookie } = request.headers;
    return cookie === undefined ? undefined : request.server.parseCookie(cookie)[this.name];
  }

  set(reply: FastifyReply, token: string, expiresAt: string): void {
    void reply.setCookie(this.name, token, { ...this.attributes(), expires: new Date(expiresAt) });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes());
  }

  private attributes() {
    return { httpOnly: true, secure: this.isSecure, sameSite: 'lax', path: '/' } as const;
  }
}
