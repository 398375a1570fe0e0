import type { Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { captionsOf } from './captions.js';
import { correctedSentences, effectiveSentences } from './corrected-sentences.js';
import { CorrectionRepository } from './correction.repository.js';
import { TranscriptRepository } from './transcript.repository.js';

/** Made anew each time, with what its speaker corrected: nothing has to be kept in step with the transcript, or deleted with it. */
@Injectable()
export class TakeCaptions {
  constructor(
    private readonly transcripts: TranscriptRepository,
    private readonly corrections: CorrectionRepository,
  ) {}

  async exist(tx: Tx, takeId: string): Promise<boolean> {
    return (await this.transcripts.findByTake(takeId, tx)) !== null;
  }

  /** WebVTT; null before there is a transcript. */
  async of(tx: Tx, takeId: string): Promise<{ vtt: string; language: string } | null> {
    const transcript = await this.transcripts.findByTake(takeId, tx);
    if (!transcript) return null;
    const { id, interviewId, segments, language } = transcript;
    const corrections = (await this.corrections.ofInterview(interviewId, tx)).get(id) ?? [];
    return { vtt: captionsOf(effectiveSentences(correctedSentences(segments, corrections)), language), language };
  }
}
