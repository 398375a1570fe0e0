export { EnvelopeError, type EnvelopeFault } from './envelope-error.js';
export {
  type EnvelopeBodies,
  type EnvelopeHeader,
  type EnvelopeKind,
  EnvelopeSigner,
  envelopeBodies,
  type OpenedEnvelope,
} from './envelope-signer.js';
export { type KeyRing, parseKeyRing } from './key-ring.js';
