import { maxStreams, mebibyte, runMediaProgram, untrustedInput } from './media-program.js';
import type { FoundStreams } from './probe.js';

interface ProbedStream {
  codec_type?: string;
  codec_name?: string;
  width?: number;
  height?: number;
  channels?: number;
  sample_rate?: string;
}

/** ffmpeg's names where they differ from those of the web. */
const webNames: Record<string, string> = { h264: 'avc' };

/**
 * Looks into an MP4 file with ffprobe, in the sandbox. Not in this process: four bytes in an MP4's index can
 * promise billions of samples, and the in-process reader then fills the memory until the process dies.
 */
export async function lookIntoMp4(path: string, signal?: AbortSignal): Promise<FoundStreams> {
  const entries = 'stream=codec_type,codec_name,width,height,channels,sample_rate';
  const { streams = [] } = JSON.parse(await ffprobe(path, entries, 'json', signal)) as { streams?: ProbedStream[] };
  const audio = streams.find(({ codec_type }) => codec_type === 'audio');
  const video = streams.find(({ codec_type }) => codec_type === 'video');
  const tooMany = streams.length > maxStreams;
  return {
    streamCount: streams.length,
    durationSeconds: tooMany ? 0 : endOf(await ffprobe(path, 'packet=pts_time,duration_time', 'csv=p=0', signal)),
    audio: audio && {
      codec: webNameOf(audio),
      channels: audio.channels ?? 0,
      sampleRateHz: Number(audio.sample_rate ?? 0),
    },
    video: video && { codec: webNameOf(video), width: video.width ?? 0, height: video.height ?? 0 },
  };
}

function ffprobe(inputPath: string, entries: string, format: string, signal: AbortSignal | undefined): Promise<string> {
  const args = [...untrustedInput('mp4', inputPath), '-show_entries', entries, '-of', format];
  const bounds = { timeoutMs: 60_000, cpuSeconds: 30, outputBytes: 0, maxStdoutBytes: 16 * mebibyte };
  return runMediaProgram({ program: 'ffprobe', args, inputPath, ...bounds, signal });
}

/** Where the last packet ends, from lines of start and duration in seconds; either may be `N/A`. */
function endOf(packets: string): number {
  let end = 0;
  for (const line of packets.split('\n')) {
    const [start, duration] = line.split(',').map(Number);
    const packetEnd = (start || 0) + (duration || 0);
    if (packetEnd > end) end = packetEnd;
  }
  return end;
}

function webNameOf({ codec_name: name }: ProbedStream): string | null {
  return name === undefined ? null : (webNames[name] ?? name);
}
