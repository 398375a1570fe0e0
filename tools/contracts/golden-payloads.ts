import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What was published once about a payload. */
export interface GoldenPayload {
  /** Oldest first; the last one has every field. */
  samples: Record<string, unknown>[];
  /** By field: the fixed words that it may say. */
  values?: Record<string, string[]>;
}

export interface GoldenEvent extends GoldenPayload {
  producer: string;
  type: string;
}

export interface GoldenJob extends GoldenPayload {
  service: string;
  queue: string;
  name: string;
}

const folder = path.join(import.meta.dirname, 'golden');

/** By type or name, which is also the name of the file. */
export function readGolden<G extends GoldenPayload>(kind: 'events' | 'jobs'): Map<string, G> {
  const files = readdirSync(path.join(folder, kind)).sort();
  return new Map(
    files.map((file) => [path.parse(file).name, JSON.parse(readFileSync(path.join(folder, kind, file), 'utf8'))]),
  );
}
