import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PlanRepository } from '../plan/plan.repository.js';
import { SCORING_ENGINE, type ScoringEngine } from '../scoring/scoring-engine.js';
import { primarySubtag, SPEECH_TO_TEXT, type SpeechToText } from '../transcription/speech-to-text.js';

/** Which languages an interview may be held in without a person who understands it. */
@Injectable()
export class LanguageSupport {
  constructor(
    private readonly plans: PlanRepository,
    @Inject(SPEECH_TO_TEXT) private readonly speech: SpeechToText,
    @Inject(SCORING_ENGINE) private readonly scoring: ScoringEngine,
  ) {}

  /** Whether this installation's engines hear and judge the language well enough, and the plan's rubric is written for it. */
  async covers(language: string, planVersionId: string, manager: EntityManager): Promise<boolean> {
    const { document } = await this.plans.requireVersion(planVersionId, manager);
    return this.coversPlanIn(language, document.language);
  }

  /** The same, where the language of the plan's rubric is known. */
  coversPlanIn(language: string, planLanguage: string): boolean {
    const spoken = primarySubtag(language);
    if (!this.speech.languages.has(spoken) || !this.scoring.languages.has(spoken)) return false;
    return primarySubtag(planLanguage) === spoken;
  }
}
