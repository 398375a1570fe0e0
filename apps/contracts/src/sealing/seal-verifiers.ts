import { type OurCertificates, SealForm } from './seal-form.js';
import { findSeal } from './seal-place.js';
import { SealVerifier, type VerifiedSeal } from './seal-verifier.js';

/** Knows the seals of all pairs of certificates that ever were ours: new keys leave what was sealed before known. */
export class SealVerifiers {
  private constructor(
    private readonly current: SealVerifier,
    private readonly former: readonly { form: SealForm; verifier: SealVerifier }[],
  ) {}

  /** @throws Error where a certificate cannot be read */
  static async of(current: OurCertificates, former: readonly OurCertificates[] = []): Promise<SealVerifiers> {
    const known = former.map(async (pair) => ({ form: new SealForm(pair), verifier: await SealVerifier.of(pair) }));
    return new SealVerifiers(await SealVerifier.of(current), await Promise.all(known));
  }

  /** By the pair whose form the seal has, so that a stranger's seal is looked at once, however many pairs there are. */
  async verify(file: Buffer): Promise<VerifiedSeal> {
    const place = this.former.length === 0 ? null : findSeal(file);
    const found =
      place === null || typeof place === 'string'
        ? undefined
        : this.former.find(({ form }) => form.partsOf(place.cms) !== null);
    return await (found?.verifier ?? this.current).verify(file);
  }
}
