import { type EnginesInUse, enginesInUse } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { SCORING_ENGINE, type ScoringEngine } from '../scoring/scoring-engine.js';
import { SPEECH_TO_TEXT, type SpeechToText } from '../transcription/speech-to-text.js';

@Controller()
export class EnginesRpcController {
  constructor(
    @Inject(SPEECH_TO_TEXT) private readonly speech: SpeechToText,
    @Inject(SCORING_ENGINE) private readonly scoring: ScoringEngine,
  ) {}

  @HandleRpc(enginesInUse)
  async get(): Promise<EnginesInUse> {
    const { engine, model, version } = this.speech;
    return { speech: `${engine} ${model} ${version}`, scoring: `${this.scoring.name} ${this.scoring.version}` };
  }
}
