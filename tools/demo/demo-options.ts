import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** The user's own recordings, one a question in the order of the plan; null without any. */
  own: { name: string; videos: string[] } | null;
  /** Generated applicants beside the samples. */
  crowd: number;
  /** Whether the platform goes on afterwards, until it is told to stop. */
  stays: boolean;
}

export const demoUsage =
  'npm run demo -- [--video answer1.webm [answer2.webm answer3.webm] --name "…"] [--crowd 200] [--stay]';
const mostVideos = 3;
const largestCrowd = 2_000;

/** @throws Error that says what is wrong with the words of the call */
export function readDemoOptions(words: string[]): DemoOptions {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      ...{ video: { type: 'string', multiple: true }, name: { type: 'string' } },
      ...{ crowd: { type: 'string' }, stay: { type: 'boolean' } },
    },
  });
  const more = { crowd: crowdOf(values.crowd), stays: values.stay ?? false };
  const videos = [...(values.video ?? []), ...positionals];
  if (videos.length === 0) {
    if (values.name !== undefined) throw new Error(`A name needs a recording: ${demoUsage}`);
    return { own: null, ...more };
  }
  if (videos.length > mostVideos)
    throw new Error(`The plan has ${mostVideos} questions; give at most as many recordings.`);
  for (const video of videos) {
    if (!existsSync(video) || !statSync(video).isFile()) throw new Error(`There is no file ${video}.`);
  }
  return { own: { name: values.name ?? 'You', videos }, ...more };
}

function crowdOf(word: string | undefined): number {
  if (word === undefined) return 0;
  if (/^\d{1,4}$/.test(word) && Number(word) >= 1 && Number(word) <= largestCrowd) return Number(word);
  throw new Error(`A crowd has 1 to ${largestCrowd} people, not ${word}: ${demoUsage}`);
}
