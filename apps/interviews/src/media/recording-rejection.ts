import { AppError, type ErrorCode, isAppError } from '@guildhall/errors';

interface Explanation {
  /** What the applicant reads: what is wrong and what to do next. */
  userMessage: string;
}

/**
 * What can be wrong with a recording itself. No retry mends any of these: the answer is rejected with the reason and the
 * applicant gets a fresh take. Everything else that goes wrong while a file is processed is ours, and is retried.
 */
const explanations = {
  recording_type_unsupported: {
    userMessage:
      'This file is neither WebM nor MP4 video. Record the answer in the browser, or upload a .webm or .mp4 file.',
  },
  recording_unreadable: {
    userMessage:
      'The recording is damaged or ends in the middle. Check that it plays to its end on your device, then record it again.',
  },
  recording_without_audio: {
    userMessage:
      'The recording has no sound track. Allow the microphone, check that its level moves, and record the answer again.',
  },
  recording_without_speech: {
    userMessage:
      'No speech could be heard in the recording. Check the microphone in the device check and record the answer again.',
  },
  recording_too_long: {
    userMessage: 'The recording is longer than this question allows. Record a shorter answer.',
  },
  recording_picture_too_large: {
    userMessage:
      'The picture is larger than 4096 × 2160. Choose a lower camera resolution and record the answer again.',
  },
  recording_too_many_streams: {
    userMessage: 'The file holds more tracks than one picture and one sound. Record the answer again in the browser.',
  },
  recording_codec_unsupported: {
    userMessage:
      'The picture or sound is encoded in a way we cannot play. Record the whole answer again in one current browser.',
  },
} as const satisfies Partial<Record<ErrorCode, Explanation>>;

export type RecordingRejectionCode = keyof typeof explanations;

/** `finding` names what was measured, for logs and support; the applicant reads the explanation of the code. */
export function rejectRecording(
  code: RecordingRejectionCode,
  finding: string,
  init: { details?: Record<string, number | string>; cause?: unknown } = {},
): AppError {
  return new AppError(code, `${finding} The recording is rejected; a fresh take is needed.`, {
    userMessage: explanations[code].userMessage,
    ...init,
  });
}

export function isRecordingRejection(thrown: unknown): thrown is AppError & { code: RecordingRejectionCode } {
  return isAppError(thrown) && thrown.code in explanations;
}
