import type { Application, Decision, StaffApplication } from '@guildhall/messages/applicants';
import type { ApplicationEntity, DecisionEntity } from './application.entity.js';

export function applicationView(application: ApplicationEntity): Application {
  const { id, openingId, personId, stage, region, language, jurisdictions, requirements, version } = application;
  return {
    ...{ id, openingId, personId, stage, region, language, jurisdictions, requirements, version },
    createdAt: application.createdAt.toISOString(),
    submittedAt: application.submittedAt?.toISOString() ?? null,
  };
}

export function staffApplicationView(application: ApplicationEntity, decisions: DecisionEntity[]): StaffApplication {
  return { ...applicationView(application), decisions: decisions.map(decisionView) };
}

function decisionView({ id, kind, reasonCode, note, decidedBy, decidedAt }: DecisionEntity): Decision {
  return { id, kind, reasonCode, note, decidedBy, decidedAt: decidedAt.toISOString() };
}
