import { join } from 'node:path';
import { extractWav, remuxTake } from '../src/media/ffmpeg.js';
import { probeRecording } from '../src/media/probe.js';
import { isRecordingRejection } from '../src/media/recording-rejection.js';
import { sniffContainer } from '../src/media/sniff.js';
import { measureSpeech, requireSpeech } from '../src/media/speech-activity.js';
import { takeThumbnail } from '../src/media/thumbnail.js';

const maxDurationSeconds = 140;

/**
 * All that the jobs of a take do with a file, up to what a recogniser would get, without storage and database between them.
 * Leaves what they make in `directory`. Rejects as they do: with a recording rejection, or with what is no fault of the file.
 */
export async function runTakeChain(path: string, directory: string, mayBreakOff = false): Promise<void> {
  const limits = { maxDurationSeconds, mayBreakOff };
  await probeRecording(path, limits);
  const take = await remuxTake([{ path, probed: await probeRecording(path, limits) }], limits, { directory });
  if (take.mimeType.startsWith('video/')) await tryThumbnail(take, join(directory, 'thumbnail.jpg'));
  const wav = join(directory, 'audio.wav');
  await extractWav({ ...take, container: await sniffContainer(take.path) }, wav);
  requireSpeech(await measureSpeech(wav));
}

/** A picture that cannot be decoded parks its own job, and nothing else. */
async function tryThumbnail(take: Parameters<typeof takeThumbnail>[0], jpeg: string): Promise<void> {
  try {
    await takeThumbnail(take, jpeg);
  } catch (thrown) {
    if (!isRecordingRejection(thrown)) throw thrown;
  }
}
