import { idFromUuid, unknownCursor, uuidOf } from '@guildhall/messages/contract';
import type { SentencePlace } from './transcript-search.repository.js';

const form = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([1-9]\d{0,8})$/;

/** The cursor behind a sentence. */
export function sentenceCursor({ interviewId, transcriptId, sentence }: SentencePlace): string {
  return `${uuidOf(interviewId)}.${uuidOf(transcriptId)}.${sentence}`;
}

/** @throws AppError `validation_failed` where the cursor is none that a page gave */
export function sentencePlace(cursor: string): SentencePlace {
  const [, interview, transcript, sentence] = form.exec(cursor) ?? [];
  if (interview === undefined || transcript === undefined) throw unknownCursor();
  return {
    interviewId: idFromUuid('int', interview),
    transcriptId: idFromUuid('trs', transcript),
    sentence: Number(sentence),
  };
}
