import type { Schemas } from '../../api/queries.js';

export type Signing = Schemas['Signing'];
export type SigningDocument = Schemas['SigningDocument'];

/** How a visit stands. `agree` has two steps of its own: the text, and the test file. */
export type SigningStep = 'agree' | 'code' | 'read' | 'sign' | 'sealing' | 'sealed' | EndedContract | 'ended';
export type EndedContract = 'declined' | 'expired' | 'voided';

/** Documents that are not signed, in their order. */
export const toSign = ({ documents }: Pick<Signing, 'documents'>): SigningDocument[] =>
  documents.filter(({ state }) => state === 'frozen');

/**
 * Those that have to be read before the first is signed: the API asks that each file was opened, and the pages that their reader
 * came to the end.
 * @param readIds of documents that were read to their end in this visit
 */
export function toRead(signing: Pick<Signing, 'documents'>, readIds: readonly string[]): SigningDocument[] {
  return toSign(signing).filter(({ id, reviewed }) => !reviewed || !readIds.includes(id));
}

export function stepOf(
  signing: Pick<Signing, 'contractState' | 'state' | 'documents'>,
  readIds: readonly string[],
): SigningStep {
  switch (signing.contractState) {
    case 'sealed':
    case 'superseded':
      return 'sealed';
    case 'all_signed':
    case 'sealing':
      return 'sealing';
    case 'declined':
    case 'expired':
    case 'voided':
      return signing.contractState;
    default:
      return openStepOf(signing, readIds);
  }
}

function openStepOf(signing: Pick<Signing, 'state' | 'documents'>, readIds: readonly string[]): SigningStep {
  switch (signing.state) {
    case 'opened':
      return 'agree';
    case 'consented':
      return 'code';
    case 'authenticated':
      return 'read';
    case 'reviewed':
      return toRead(signing, readIds).length > 0 ? 'read' : 'sign';
    default:
      return 'ended';
  }
}
