import { type OpeningOutlines, type OutlinePlansInput, outlinePlans } from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { currentConsentText } from '../consent/consent-texts.js';
import { allowedByDuties } from '../duties/allowed-by-duties.js';
import { LanguageSupport } from '../interview/language-support.js';
import { interviewOutline } from './interview-outline.js';
import { PlanRepository } from './plan.repository.js';

/** For the public pages of openings: numbers, and never a question. */
@Controller()
export class PlanOutlinesRpcController {
  constructor(
    private readonly plans: PlanRepository,
    private readonly languages: LanguageSupport,
  ) {}

  @HandleRpc(outlinePlans)
  async outline({ openings }: OutlinePlansInput): Promise<OpeningOutlines> {
    const versionIds = [...new Set(openings.map(({ planVersionId }) => planVersionId))];
    const plans = new Map((await this.plans.publishedQuestionsOf(versionIds)).map((plan) => [plan.id, plan]));
    const consentTextVersion = currentConsentText().version;
    const outlines = openings.flatMap(({ openingId, planVersionId, languages, places }) => {
      const plan = plans.get(planVersionId);
      if (!plan) return [];
      const isHeard = languages.some((language) => this.languages.coversPlanIn(language, plan.language));
      const used = isHeard && allowedByDuties(places);
      return [{ openingId, interview: interviewOutline(plan.questions), aiEvaluation: { used, consentTextVersion } }];
    });
    return { outlines };
  }
}
