import type {
  Application,
  Decision,
  MyApplication,
  OwnDecision,
  StaffApplication,
} from '@guildhall/messages/applicants';
import type { OfferEntity } from '../offer/offer.entity.js';
import type { ApplicationEntity, DecisionEntity } from './application.entity.js';

export function applicationView(application: ApplicationEntity): Application {
  const { id, openingId, personId, stage, region, language, jurisdictions, requirements, version } = application;
  return {
    ...{ id, openingId, personId, stage, region, language, jurisdictions, requirements, version },
    createdAt: application.createdAt.toISOString(),
    submittedAt: application.submittedAt?.toISOString() ?? null,
    evaluatedAt: application.evaluatedAt?.toISOString() ?? null,
    decisionDueAt: application.decisionDueAt?.toISOString() ?? null,
    withdrawnAt: application.withdrawnAt?.toISOString() ?? null,
  };
}

export function staffApplicationView(application: ApplicationEntity, decisions: DecisionEntity[]): StaffApplication {
  return { ...applicationView(application), decisions: decisions.map(decisionView) };
}

export function myApplicationView(
  application: ApplicationEntity,
  decisions: DecisionEntity[],
  offer: OfferEntity | null,
  decisionDays: number,
): MyApplication {
  return {
    ...applicationView(application),
    decisionDays,
    decisions: decisions.map(ownDecisionView),
    offer: offer && {
      id: offer.id,
      state: offer.state,
      createdAt: offer.createdAt.toISOString(),
      expiresAt: offer.expiresAt.toISOString(),
      endedAt: offer.endedAt?.toISOString() ?? null,
    },
  };
}

function ownDecisionView({ kind, reasonCode, decidedBy, decidedAt }: DecisionEntity): OwnDecision {
  return { kind, reasonCode, decidedBy, decidedAt: decidedAt.toISOString() };
}

function decisionView({ id, kind, reasonCode, note, decidedBy, decidedAt }: DecisionEntity): Decision {
  return { id, kind, reasonCode, note, decidedBy, decidedAt: decidedAt.toISOString() };
}
