import { MyApplication, OwnDecision } from '@guildhall/messages/applicants';
import { OpenAppealInput, OwnAppeal, OwnResult } from '@guildhall/messages/interviews';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { type PlainStep, type TimelineStepName, timelineSteps } from './application-timeline.js';
import { type PacketLanguage, packetLanguages } from './decision-packet.words.js';

/** One step of the way of an application. */
export class TimelineStep {
  @ApiProperty({ enum: timelineSteps })
  step!: TimelineStepName;
  /** `next` steps have not begun; where the way is over, none is left. */
  state!: PlainStep['state'];
  /** When it began; null where that is not known, or it has not. */
  at!: string | null;
  /** By when it ends, or until when it can be done. */
  dueAt!: string | null;
  /** Whose turn it is, or was. */
  actor!: PlainStep['actor'];
  /** The name of the person who decided, where a decision was made. */
  decidedBy!: string | null;
}

/** A decision, and by whom. */
export class NamedDecision extends OmitType(OwnDecision, ['decidedBy'] as const) {
  /** The name of the person who decided. */
  decidedBy!: string | null;
}

export class OpenAppealBody extends OmitType(OpenAppealInput, ['applicationId'] as const) {}

/** Another look at a decision against oneself, and who answered. */
export class NamedAppeal extends OmitType(OwnAppeal, ['concludedBy'] as const) {
  /** The name of the person who answered; null before that. */
  concludedBy!: string | null;
}

/** One's own application with the way that it takes. */
export class ApplicationWithTimeline extends OmitType(MyApplication, ['decisions'] as const) {
  /** So far, newest first. */
  decisions!: NamedDecision[];
  /** Null before there is one. */
  interviewId!: string | null;
  /** In the order of the way, the oldest first. */
  timeline!: TimelineStep[];
  /** The other look that one asked for; null where one did not. */
  appeal!: NamedAppeal | null;
  /** Until when it can be asked for; null where it cannot. */
  appealUntil!: string | null;
}

/** How one's own application was decided. */
export class ApplicationResult extends OmitType(OwnResult, ['decidedAt'] as const) {
  applicationId!: string;
  openingId!: string;
  /** The decision that it is about, and by whom. */
  decision!: NamedDecision;
}

export class PacketQuery {
  /** Of the packet's own words; the criteria stay in the language of the interview. */
  @ApiProperty({ enum: packetLanguages, required: false, default: 'en' })
  @IsOptional()
  @IsIn(packetLanguages)
  language?: PacketLanguage;
}
