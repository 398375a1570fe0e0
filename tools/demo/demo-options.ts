import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** The user's own recordings, one a question in the order of the plan; null without any. */
  own: { name: string; videos: string[] } | null;
}

export const demoUsage = 'npm run demo -- --video answer1.webm [answer2.webm answer3.webm] --name "…"';
const mostVideos = 3;

/** @throws Error that says what is wrong with the words of the call */
export function readDemoOptions(words: string[]): DemoOptions {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { video: { type: 'string', multiple: true }, name: { type: 'string' } },
  });
  const videos = [...(values.video ?? []), ...positionals];
  if (videos.length === 0) {
    if (values.name !== undefined) throw new Error(`A name needs a recording: ${demoUsage}`);
    return { own: null };
  }
  if (videos.length > mostVideos)
    throw new Error(`The plan has ${mostVideos} questions; give at most as many recordings.`);
  for (const video of videos) {
    if (!existsSync(video) || !statSync(video).isFile()) throw new Error(`There is no file ${video}.`);
  }
  return { own: { name: values.name ?? 'You', videos } };
}
