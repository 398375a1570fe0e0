import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** One run of the recorder, which is one file: where it belongs, and how far it is. */
export interface StoredRun {
  /** `<takeId>/<segment>` */
  id: string;
  interviewId: string;
  questionId: string;
  takeId: string;
  /** From 0, in the order of the recording. */
  segment: number;
  mimeType: string;
  /** Null until the server has named a place for it. */
  uploadUrl: string | null;
  /** Bytes kept on this device. */
  bytes: number;
  /** Nothing is added any more. */
  isClosed: boolean;
}

/** A slice of a run, as the recorder gave it. */
export interface StoredSlice {
  runId: string;
  /** Offset of its first byte in the run. */
  start: number;
  /** Seconds of the recording at its end, by the recorder's clock. */
  seconds: number;
  data: ArrayBuffer;
}

interface Shape extends DBSchema {
  run: { key: string; value: StoredRun; indexes: { byInterview: string } };
  slice: { key: [string, number]; value: StoredSlice };
}

export type RecordingDatabase = IDBPDatabase<Shape>;

let opened: Promise<RecordingDatabase> | undefined;

/** What was said stays on this device until the server has acknowledged it. */
export function recordingDatabase(): Promise<RecordingDatabase> {
  opened ??= openDB<Shape>('guildhall-recordings', 1, {
    upgrade(database) {
      database.createObjectStore('run', { keyPath: 'id' }).createIndex('byInterview', 'interviewId');
      database.createObjectStore('slice', { keyPath: ['runId', 'start'] });
    },
  });
  return opened;
}
