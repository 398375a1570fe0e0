export { EnvelopeError, type EnvelopeFault } from './envelope-error.js';
export { type EnvelopeHeader, type EnvelopeKind, EnvelopeSigner, type OpenedEnvelope } from './envelope-signer.js';
export { type KeyRing, parseKeyRing } from './key-ring.js';
