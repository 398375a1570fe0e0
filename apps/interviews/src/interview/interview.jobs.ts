import { IsId, job } from '@guildhall/messages/contract';

export class InterviewJobPayload {
  @IsId('int')
  interviewId!: string;
}

const deadlines = { service: 'interviews', queue: 'deadlines', payload: InterviewJobPayload } as const;
const patience = { attempts: 8, backoffMs: 2_000, timeoutMs: 30_000 };

/** Runs at the interview's deadline and expires it if it was not submitted. */
export const expireInterview = job({ ...deadlines, ...patience, name: 'expire-interview' });

/** Runs some time before the deadline and has the applicant reminded. */
export const remindOfInterview = job({ ...deadlines, ...patience, name: 'remind-of-interview' });

/** Runs when the time for checking transcripts is over. */
export const closeTranscriptCheck = job({ ...deadlines, ...patience, name: 'close-transcript-check' });
