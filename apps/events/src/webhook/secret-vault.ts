import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipherName = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

/**
 * Keeps signing secrets unreadable at rest: AES-256-GCM under the installation's key, as nonce, ciphertext and tag, with the
 * endpoint's id authenticated beside, so that a row copied to another endpoint does not open.
 */
export class SecretVault {
  private readonly key: Buffer;

  /** @param key 32 bytes in base64 @throws TypeError for anything else; the message does not repeat it */
  constructor(key: string) {
    this.key = Buffer.from(key, 'base64');
    if (this.key.length !== keyBytes) throw new TypeError(`WEBHOOK_SECRETS_KEY is no base64 of ${keyBytes} bytes.`);
  }

  seal(secret: string, webhookId: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(cipherName, this.key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(webhookId));
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error where it is not exactly what was sealed for this endpoint under this key */
  open(sealed: Buffer, webhookId: string): string {
    const decipher = createDecipheriv(cipherName, this.key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(webhookId));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const text = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  }
}
