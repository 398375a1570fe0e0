/** What can break while an answer is recorded. */
export const interruptionKinds = [
  'camera_lost',
  'microphone_lost',
  'page_lost',
  'connection_lost',
  'storage_full',
  'recorder_failed',
] as const;
export type InterruptionKind = (typeof interruptionKinds)[number];
