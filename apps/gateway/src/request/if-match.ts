import { AppError } from '@guildhall/errors';

/** The strong validator of an object's version. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * The version that an `If-Match` names.
 * @throws AppError `precondition_required` without the header; `version_conflict` for what no version of ours ever was,
 * a weak validator among it: `If-Match` compares strongly; `malformed_request` for `*` and lists
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.if-match
 */
export function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') {
    throw new AppError(
      'precondition_required',
      'Send If-Match with the ETag of what you looked at before you decided.',
    );
  }
  const given = ifMatch.trim();
  if (given === '*' || given.includes(',')) {
    throw new AppError('malformed_request', 'If-Match has to name the one version that you looked at.');
  }
  const version = /^"([1-9]\d{0,8})"$/.exec(given)?.[1];
  if (version === undefined) {
    throw new AppError('version_conflict', 'This has changed since you looked at it; read it again, then decide.');
  }
  return Number(version);
}
