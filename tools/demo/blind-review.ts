import type { StaffApplication } from '@guildhall/messages/applicants';
import type { ChangeReason, Review } from '@guildhall/messages/interviews';
import type { ApiClient } from '../client/api-client.js';
import { inviteStaff } from '../client/staff.js';
import type { Prover } from '../client/step-up.js';
import type { NamedCandidate } from './demo-report.js';

/** One level by a person beside the engine's. */
export interface ReviewedLevel {
  title: string;
  blind: number;
  /** Null where the engine gave none. */
  engine: number | null;
  /** What counts as the person's: the blind level, or what it was changed to. */
  final: number;
  changeReason: string | null;
}

export interface BlindReview {
  applicationId: string;
  name: string;
  reviewer: string;
  /** Nothing of the engine's came before the levels were saved. */
  wasBlind: boolean;
  levels: ReviewedLevel[];
}

const displayName = 'Demo reviewer';
/** "Shown, with something missing": what a careful reader of the samples gives at first. */
const blindLevel = 4;

/** A reviewer rates the first candidate before seeing the engine's levels, and changes one of theirs after the reveal. */
export async function reviewBlind(
  admin: Prover,
  recruiter: ApiClient,
  { email, password }: { email: string; password: string },
  first: NamedCandidate | undefined,
): Promise<BlindReview | null> {
  if (!first) return null;
  const reviewer = await inviteStaff(admin, { email, displayName, roles: ['reviewer'] }, password);
  const { openingId } = await recruiter.get<StaffApplication>(`/v1/applications/${first.applicationId}`);
  await recruiter.post(`/v1/openings/${openingId}/staff`, { staffId: reviewer.id });
  const path = `/v1/applications/${first.applicationId}/review`;
  const open = await reviewer.api.post<Review>(path);
  const ratings = open.criteria.map(({ criterion }) => ({ criterion, level: blindLevel }));
  const rated = await reviewer.api.post<Review>(`${path}/ratings`, { ratings });
  const concluded = await reviewer.api.post<Review>(`${path}/conclusion`, { changes: firstChange(rated) });
  return {
    ...{ applicationId: first.applicationId, name: first.name, reviewer: displayName },
    wasBlind: open.revealed === null && rated.revealed !== null,
    levels: concluded.ratings.map(({ criterion, level, finalLevel, changeReason }) => ({
      title: open.criteria.find((each) => each.criterion === criterion)!.title,
      ...{ blind: level, engine: engineLevel(concluded, criterion), final: finalLevel ?? level, changeReason },
    })),
  };
}

/** The review as lines for people. */
export function reviewLines({ reviewer, name, levels }: BlindReview): string {
  const lines = levels.map(({ title, blind, engine, final, changeReason }) => {
    const change = changeReason === null ? '' : `, changed to ${final} (${changeReason})`;
    return `  ${title}: ${blind}${change}; the engine ${engine ?? 'gave no level'}`;
  });
  return [`${reviewer} rated ${name} before seeing the engine's levels:`, ...lines].join('\n');
}

/** The first level that differs from the engine's, as somebody changes it who had missed a sentence or misread an anchor. */
function firstChange(review: Review): { criterion: string; level: number; reason: ChangeReason }[] {
  for (const { criterion, level } of review.ratings) {
    const engine = engineLevel(review, criterion);
    if (engine === null || engine === level) continue;
    return [{ criterion, level: engine, reason: engine > level ? 'missed_evidence' : 'misread_anchor' }];
  }
  return [];
}

function engineLevel({ revealed }: Review, criterion: string): number | null {
  return revealed?.criteria.find((each) => each.criterion === criterion)?.level ?? null;
}
