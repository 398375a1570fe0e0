import type { Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { SentenceCorrection } from '../transcription/corrected-sentences.js';
import type { TranscriptEntity } from '../transcription/transcript.entity.js';
import { searchConfigurationOf } from './search-configuration.js';
import { searchedSentences } from './searched-sentences.js';

/** Keeps what can be found in step with transcripts: written in the transaction of the change, under the interview's lock. */
@Injectable()
export class TranscriptSentenceRepository {
  /**
   * Of an answer's text, or of what was heard in one take of it, the last one is found, and nothing earlier.
   * @param corrections of this transcript, oldest first
   */
  async replace(
    tx: Tx,
    openingId: string,
    transcript: TranscriptEntity,
    corrections: readonly SentenceCorrection[] = [],
  ): Promise<void> {
    const { id, interviewId, questionId, takeId } = transcript;
    const take = takeId === null ? null : uuidOf(takeId);
    await tx.query(
      `DELETE FROM transcript_sentence
       WHERE interview_id = $1 AND question_id = $2 AND take_id IS NOT DISTINCT FROM $3::uuid`,
      [uuidOf(interviewId), questionId, take],
    );
    const sentences = searchedSentences(transcript, corrections);
    await tx.query(
      `INSERT INTO transcript_sentence (interview_id, transcript_id, sentence, opening_id, question_id, take_id, start_ms,
         configuration, text, words)
       SELECT $1::uuid, $2::uuid, said.sentence, $3::uuid, $4, $5::uuid, said.start_ms, $6::text, said.text,
         to_tsvector($6::text::regconfig, said.text)
       FROM unnest($7::integer[], $8::integer[], $9::text[]) AS said (sentence, start_ms, text)`,
      [
        ...[uuidOf(interviewId), uuidOf(id), uuidOf(openingId), questionId, take],
        searchConfigurationOf(transcript.language),
        ...[sentences.map(({ sentence }) => sentence), sentences.map(({ startMs }) => startMs)],
        sentences.map(({ text }) => text),
      ],
    );
  }
}
