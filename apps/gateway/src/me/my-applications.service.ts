import { AppError } from '@guildhall/errors';
import {
  getMyApplication,
  getPublicOpening,
  type MyApplication,
  type OwnDecision,
} from '@guildhall/messages/applicants';
import {
  type FoundAppeal,
  findMyAppeal,
  findMyInterview,
  type OwnAppeal,
  openAppeal,
  readOwnResult,
} from '@guildhall/messages/interviews';
import { TextNotDrawable } from '@guildhall/pdf';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { StaffNames } from '../people/staff-names.js';
import { timelineOf } from './application-timeline.js';
import { decisionPacket } from './decision-packet.js';
import type { PacketLanguage } from './decision-packet.words.js';
import type {
  ApplicationResult,
  ApplicationWithTimeline,
  NamedAppeal,
  NamedDecision,
  OpenAppealBody,
} from './my-applications.dto.js';

/** Joins what three services know of one's own application: its stage, its interview, and the names of who decided. */
@Injectable()
export class MyApplicationsService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: StaffNames,
  ) {}

  async get(applicationId: string): Promise<ApplicationWithTimeline> {
    const application = await this.rpc.call(getMyApplication, { applicationId });
    const { interview } = await this.rpc.call(findMyInterview, { applicationId });
    const found = await this.rpc.call(findMyAppeal, { applicationId });
    const { appeal } = found;
    const answeredBy = appeal?.concludedBy ? [appeal.concludedBy] : [];
    const names = await this.names.of([...application.decisions.map(({ decidedBy }) => decidedBy), ...answeredBy]);
    const nameOf = (deciderId: string | null) => (deciderId === null ? null : (names.get(deciderId) ?? null));
    return {
      ...application,
      decisions: application.decisions.map((decision) => named(decision, names)),
      interviewId: interview?.id ?? null,
      timeline: timelineOf(application, interview).map(({ deciderId, ...step }) => ({
        ...step,
        decidedBy: nameOf(deciderId),
      })),
      appeal: appeal && namedAppeal(appeal, names),
      appealUntil: appealUntil(application, found),
    };
  }

  /** Asks for another look at a decision against oneself. */
  async appeal(applicationId: string, body: OpenAppealBody): Promise<NamedAppeal> {
    return namedAppeal(await this.rpc.call(openAppeal, { ...body, applicationId }), new Map());
  }

  /** What lay before who decided, from the record of interviews, with the decision itself. */
  async result(applicationId: string): Promise<ApplicationResult> {
    const { decidedAt, ...result } = await this.rpc.call(readOwnResult, { applicationId });
    const { openingId, decisions } = await this.rpc.call(getMyApplication, { applicationId });
    const decision = decisions.find((each) => each.decidedAt === decidedAt)!;
    const names = await this.names.of([decision.decidedBy]);
    return { applicationId, openingId, decision: named(decision, names), ...result };
  }

  /** The result as a PDF, written from the record. */
  async packet(applicationId: string, language: PacketLanguage): Promise<Buffer> {
    const result = await this.result(applicationId);
    const { interview } = await this.rpc.call(findMyInterview, { applicationId });
    const { title } = await this.rpc.call(getPublicOpening, { openingId: result.openingId });
    const questions = interview?.questions ?? [];
    try {
      return await decisionPacket(result, { title, questions }, language).catch((thrown: unknown) => {
        if (!(thrown instanceof TextNotDrawable)) throw thrown;
        // A title that no font draws is left out: the packet is about the decision.
        return decisionPacket(result, { title: null, questions }, language);
      });
    } catch (thrown) {
      throw thrown instanceof TextNotDrawable ? packetNotDrawable(applicationId, thrown) : thrown;
    }
  }
}

function named(decision: OwnDecision, names: ReadonlyMap<string, string>): NamedDecision {
  return { ...decision, decidedBy: names.get(decision.decidedBy) ?? null };
}

function namedAppeal({ concludedBy, ...appeal }: OwnAppeal, names: ReadonlyMap<string, string>): NamedAppeal {
  return { ...appeal, concludedBy: concludedBy && (names.get(concludedBy) ?? null) };
}

const dayMs = 86_400_000;

/** Null where nothing was decided against oneself, or another look was asked for already. */
function appealUntil({ stage, decisions }: MyApplication, { appeal, appealDays }: FoundAppeal): string | null {
  const decision = decisions.find(({ kind }) => kind === 'not_select');
  if (stage !== 'not_selected' || !decision || appeal) return null;
  return new Date(new Date(decision.decidedAt).getTime() + appealDays * dayMs).toISOString();
}

function packetNotDrawable(applicationId: string, { codePoint }: TextNotDrawable): AppError {
  const message =
    `The packet of application ${applicationId} cannot be written: no font at hand draws ${codePoint}. ` +
    `All of it stands at GET /v1/me/applications/${applicationId}/result.`;
  return new AppError('packet_not_drawable', message, { details: { applicationId, codePoint } });
}
