import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@guildhall/errors';

/** The one object that a link opens, and until when. */
export interface MediaGrant {
  /** Key of the stored, encrypted object. */
  objectKey: string;
  /** Key that encrypts everything made from one recording. */
  dataKeyId: string;
  contentType: string;
  expiresAt: Date;
}

export const mediaLinkSeconds = 300;

/** Signs and reads the tokens of media links. A link opens one object for at most five minutes and names nobody. */
export class MediaLinkSigner {
  constructor(private readonly key: Buffer) {}

  seal(grant: MediaGrant): string {
    const fields = [grant.objectKey, grant.dataKeyId, grant.contentType, Math.floor(grant.expiresAt.getTime() / 1000)];
    const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
    return `${body}.${this.mac(body).toString('base64url')}`;
  }

  /** @throws AppError `not_found` for a forged, damaged or expired link: all three look alike */
  open(token: string, now: Date): MediaGrant {
    const [body = '', mac = ''] = token.split('.');
    const given = Buffer.from(mac, 'base64url');
    const expected = this.mac(body);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw linkGone();
    const [objectKey, dataKeyId, contentType, expires] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
      string,
      string,
      string,
      number,
    ];
    const expiresAt = new Date(expires * 1000);
    if (expiresAt <= now) throw linkGone();
    return { objectKey, dataKeyId, contentType, expiresAt };
  }

  private mac(body: string): Buffer {
    return createHmac('sha256', this.key).update(`media-link:${body}`).digest();
  }
}

function linkGone(): AppError {
  return new AppError('not_found', 'This media link does not exist or has expired; ask for a new one.');
}
