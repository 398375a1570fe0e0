import * as messages from '@guildhall/messages/interviews';
import { type AnyRpcDefinition, rpcDefinitionsOf } from '@guildhall/rpc';
import { scoreAppeal } from './appeal/appeal.jobs.js';
import { closeTranscriptCheck, expireInterview, remindOfInterview } from './interview/interview.jobs.js';
import { rankOpening } from './ranking/rank-opening.job.js';
import {
  extractTakeAudio,
  makeThumbnail,
  moveTake,
  probeTake,
  remuxTake,
  transcribeTake,
} from './recording/take.jobs.js';
import { confirmErasure, eraseRecordings } from './retention/deletion.jobs.js';
import { tellDueReviews } from './review/review.jobs.js';
import { scoreInterview } from './scoring/score-interview.job.js';

/** Everything that the service has to answer; it does not start while a handler is missing. */
export const interviewRpc: readonly AnyRpcDefinition[] = rpcDefinitionsOf('interviews', messages);

/** Everything that it does by itself, later. */
export const interviewJobs = [
  ...[moveTake, probeTake, remuxTake, extractTakeAudio, makeThumbnail, transcribeTake],
  ...[expireInterview, remindOfInterview, closeTranscriptCheck],
  ...[scoreInterview, scoreAppeal, rankOpening, tellDueReviews],
  ...[eraseRecordings, confirmErasure],
];
