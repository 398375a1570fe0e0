import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Interview } from '@guildhall/messages/interviews';
import type { ApplicantClient } from '../../client/applicant.js';
import { poll } from '../../client/poll.js';
import { crashPlan } from '../../crash/crash-plan.js';
import { projectRoot } from '../../platform/platform-folder.js';
import { type Platform, startPlatform } from '../../platform/start-platform.js';
import { BenchOpening } from '../people/bench-opening.js';

const run = promisify(execFile);
export const takesEach = 10;
const probedWithinMs = 300_000;

export interface PipelineHouse {
  platform: Platform;
  /** They have recorded an answer to each question, and sent nothing off yet. */
  applicants: ApplicantClient[];
  /** One of the recordings that they sent. */
  recording: string;
}

/** A platform of its own that asks the vendor given, and people whose recordings lie probed and ready for all that follows. */
export async function openPipelineHouse(
  takes: number,
  vendor: { url: string; perMinute: number },
  report: (step: string) => void,
): Promise<PipelineHouse> {
  const settings = {
    RATE_LIMITS: 'false',
    OPENAI_BASE_URL: vendor.url,
    OPENAI_API_KEY: 'sk-bench',
    TRANSCRIPTIONS_PER_MINUTE: String(vendor.perMinute),
  };
  const platform = await startPlatform({
    ...{ environment: 'bench-pipeline', fresh: true, mode: 'processes' as const },
    ...{ settings, report },
  });
  try {
    report('Making recordings of 30 s');
    const recordings = await makeRecordings(path.join(platform.folder.root, 'recordings'));
    const people = Math.ceil(takes / takesEach);
    report(`${people} people record ${takesEach} answers each`);
    return { platform, applicants: await record(platform, people, recordings), recording: recordings[0]! };
  } catch (thrown) {
    await platform.stop();
    throw thrown;
  }
}

/** Each a little quieter than the one before: what a person has sent before is not transcribed again. */
async function makeRecordings(directory: string): Promise<string[]> {
  mkdirSync(directory);
  const source = path.join(projectRoot, 'samples/recordings/excellent.webm');
  const recordings = Array.from({ length: takesEach }, (_, at) => path.join(directory, `${at}.webm`));
  for (const [at, file] of recordings.entries()) {
    const sound = ['-af', `volume=${1 - at / 50}`, '-c:a', 'libopus', '-b:a', '24k'];
    await run('ffmpeg', ['-v', 'error', '-y', '-i', source, '-t', '30', '-c:v', 'copy', ...sound, file]);
  }
  return recordings;
}

async function record(platform: Platform, people: number, recordings: string[]): Promise<ApplicantClient[]> {
  // Nobody is scored meanwhile: that is another pipeline.
  const opening = await BenchOpening.make(platform, planOfMany(), { transcriptCheckHours: 48 });
  const applicants = await opening.gather(people, async (applicant) => {
    for (const [at, file] of recordings.entries()) await applicant.answer(`q${at + 1}`, file);
    return applicant;
  });
  for (const applicant of applicants) {
    await poll('The probes', async () => isProbed(await applicant.interview()), probedWithinMs);
  }
  return applicants;
}

/** Null while a recording is still on its way to the storage. */
function isProbed({ questions }: Interview): true | null {
  return questions.every(({ answer }) => answer?.takes.at(-1)?.durationSeconds != null) || null;
}

function planOfMany(): object {
  const ids = Array.from({ length: takesEach }, (_, at) => `q${at + 1}`);
  return {
    ...crashPlan,
    id: 'ten-questions',
    questions: ids.map((id) => ({ ...crashPlan.questions[0], id })),
    indicators: crashPlan.indicators.map((indicator) => ({ ...indicator, questions: ids })),
  };
}
