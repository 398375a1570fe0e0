import { FilePathSource, Input, InputDisposedError, Logging, LogLevel, MATROSKA, WEBM } from 'mediabunny';
import type { FoundStreams } from './probe.js';
import { rejectRecording } from './recording-rejection.js';

const timeoutMs = 15_000;

// It warns on the console about every oddity of a file; what matters is in the rejection.
Logging.level = LogLevel.Silent;

/**
 * Looks into a WebM or Matroska file in this process, without decoding it, in some 20 ms. The duration is that of the packets:
 * a live recording has none in its header. Throws a recording rejection where the file does not follow its format.
 */
export async function lookIntoMatroska(path: string): Promise<FoundStreams> {
  const source = new FilePathSource(path, { handleUnhandledError: () => undefined });
  const input = new Input({ source, formats: [WEBM, MATROSKA] });
  const deadline = setTimeout(() => input.dispose(), timeoutMs);
  try {
    return await streamsOf(input);
  } catch (error) {
    // What the disk throws is ours.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    const late = error instanceof InputDisposedError;
    const finding = late ? `The file took more than ${timeoutMs} ms to read.` : 'The file does not follow its format.';
    throw rejectRecording('recording_unreadable', finding, { cause: error });
  } finally {
    clearTimeout(deadline);
    input.dispose();
  }
}

async function streamsOf(input: Input): Promise<FoundStreams> {
  const tracks = await input.getTracks();
  const [audio] = await input.getAudioTracks();
  const [video] = await input.getVideoTracks();
  return {
    streamCount: tracks.length,
    durationSeconds: await input.computeDuration(),
    // A recorder whose microphone was taken away announces a track and writes nothing into it.
    audio: audio &&
      (await audio.computeDuration()) > 0 && {
        codec: await audio.getCodec(),
        channels: await audio.getNumberOfChannels(),
        sampleRateHz: await audio.getSampleRate(),
      },
    video: video && {
      codec: await video.getCodec(),
      width: await video.getCodedWidth(),
      height: await video.getCodedHeight(),
    },
  };
}
