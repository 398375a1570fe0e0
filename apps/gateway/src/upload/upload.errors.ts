import { AppError } from '@guildhall/errors';

/** Missing, expired, removed and somebody else's upload: one answer for all of them, without the id that was asked for. */
export const uploadNotFound = () =>
  new AppError('upload_not_found', 'There is no such upload; create it again and send its bytes from the start.');

/** The client lost the reply to its creation, or two pages record the same take. */
export const uploadDuplicate = (location: string, receivedBytes: number) =>
  new AppError(
    'upload_duplicate',
    `This segment of the take has an upload already: continue at ${location} (HEAD gives the offset), or DELETE it first.`,
    { details: { location, receivedBytes } },
  );

/** The upload of another person under this take: the take changed hands, which the edge cannot sort out. */
export const segmentTaken = () =>
  new AppError('upload_duplicate', 'This segment of the take has an upload already; start a fresh take.');

export const uploadLocked = () =>
  new AppError('upload_locked', 'Another request is writing to this upload; ask for its offset again in a moment.', {
    retryAfterSeconds: 1,
  });

export const uploadHeld = () =>
  new AppError(
    'take_wrong_state',
    'The take of this upload was completed, so the upload cannot be changed; start a fresh take to record again.',
  );

export const segmentTooLarge = (maxBytes: number) =>
  new AppError(
    'upload_too_large',
    `A segment has at most ${maxBytes} bytes; stop the recorder and start a new segment.`,
    {
      details: { maxBytes },
    },
  );

export const segmentEmpty = (segment?: number) =>
  new AppError(
    'upload_empty',
    `${segment === undefined ? 'The segment' : `Segment ${segment}`} has no bytes; leave it out, or record it again.`,
  );

export const typeUnsupported = (what: string) =>
  new AppError('recording_type_unsupported', `${what} is neither WebM nor MP4; record in one of these.`, {
    userMessage: 'This file is not a WebM or MP4 recording. Please record the answer again in your browser.',
  });

export const spoolFull = (reason: string) =>
  new AppError('spool_full', `The upload spool is full (${reason}); keep the recording and try again in a minute.`, {
    userMessage: 'We cannot take in more recordings for the moment. Nothing is lost; your page will try again.',
    retryAfterSeconds: 60,
  });

export const quotaExceeded = (reason: string) =>
  new AppError('upload_quota_exceeded', `You have ${reason} waiting; complete or delete some of them first.`, {
    retryAfterSeconds: 60,
  });
