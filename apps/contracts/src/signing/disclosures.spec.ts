import { currentDisclosures, disclosureVersions } from './disclosures.js';

/** What was agreed to under each version. A line is added here for a new version; none is ever changed or removed. */
const golden = {
  '2026-11': '2861d85db2a0409a60ac73d6930680ac6570a12c4777aa24b63ec12a7fdf6980',
};

describe('the text that signers consent to', () => {
  it('is the same for ever under its version', () => {
    expect(Object.fromEntries(disclosureVersions.map(({ version, sha256 }) => [version, sha256]))).toEqual(golden);
    expect(disclosureVersions).toHaveLength(Object.keys(golden).length);
  });

  it('is shown in its newest version', () => {
    const versions = disclosureVersions.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort());
    expect(currentDisclosures().version).toBe(versions.at(-1));
  });
});
