import { randomBytes } from 'node:crypto';
import { newId } from '@guildhall/messages/contract';
import { SecretVault } from './secret-vault.js';

const key = randomBytes(32).toString('base64');

describe('a sealed secret', () => {
  const vault = new SecretVault(key);
  const [webhookId, otherId] = [newId('whk'), newId('whk')];

  it('opens for its endpoint, and looks different each time', () => {
    const sealed = [vault.seal('whsec_x', webhookId), vault.seal('whsec_x', webhookId)];
    for (const one of sealed) expect(vault.open(one, webhookId)).toBe('whsec_x');
    expect(sealed[0]!.equals(sealed[1]!)).toBe(false);
    expect(sealed[0]!.includes('whsec_x')).toBe(false);
  });

  it('opens for no other endpoint, under no other key, and with no bit changed', () => {
    const sealed = vault.seal('whsec_x', webhookId);
    expect(() => vault.open(sealed, otherId)).toThrow();
    expect(() => new SecretVault(randomBytes(32).toString('base64')).open(sealed, webhookId)).toThrow();
    for (let byte = 0; byte < sealed.length; byte++) {
      const changed = Buffer.from(sealed);
      changed[byte]! ^= 1;
      expect(() => vault.open(changed, webhookId)).toThrow();
    }
  });

  it('needs a key of 32 bytes', () => {
    expect(() => new SecretVault(randomBytes(16).toString('base64'))).toThrow('WEBHOOK_SECRETS_KEY');
  });
});
