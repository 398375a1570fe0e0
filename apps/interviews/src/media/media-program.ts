import { access } from 'node:fs/promises';
import { rejectRecording } from './recording-rejection.js';
import { runSandboxed, SandboxedProcessError } from './sandboxed-process.js';
import type { Container } from './sniff.js';

export const maxStreams = 8;
export const maxPixels = 4096 * 2160;
export const mebibyte = 1024 * 1024;
const memoryBytes = 1024 * mebibyte;

export interface MediaProgramRun {
  program: 'ffmpeg' | 'ffprobe';
  args: string[];
  /** The file that is read; where it is missing, that is no fault of the recording. */
  inputPath: string;
  timeoutMs: number;
  cpuSeconds: number;
  /** Of the file that is written; 0 where nothing is. */
  outputBytes: number;
  maxStdoutBytes?: number;
  signal: AbortSignal | undefined;
}

/** ffmpeg's names of what reads each kind of file. */
const demuxerOf = { matroska: 'matroska', mp4: 'mov', ogg: 'ogg' } as const satisfies Record<Container | 'ogg', string>;

/**
 * The options before an input that a stranger sent. Naming the demuxer keeps ffmpeg from choosing its playlist readers for a
 * file that looks like one, and the whitelist keeps any reader from the network.
 */
export function untrustedInput(container: keyof typeof demuxerOf, path: string): string[] {
  // Some more streams than we take: ffmpeg only says that it cannot go on, and the probe is to say why.
  const bounds = ['-max_streams', String(8 * maxStreams), '-max_pixels', String(maxPixels)];
  const probing = ['-probesize', String(5 * mebibyte)];
  return ['-protocol_whitelist', 'file', ...bounds, ...probing, '-f', demuxerOf[container], '-i', path];
}

/**
 * Runs ffmpeg or ffprobe in the sandbox, with 1 GiB of memory, and gives its standard output. Throws a recording rejection
 * where the program could not make sense of the file, and a `SandboxedProcessError` where the fault is ours.
 */
export async function runMediaProgram(run: MediaProgramRun): Promise<string> {
  const { program, args, inputPath, timeoutMs, cpuSeconds, outputBytes, maxStdoutBytes, signal } = run;
  await access(inputPath);
  const limits = { timeoutMs, cpuSeconds, memoryBytes, fileBytes: outputBytes };
  try {
    const command = { program, args: ['-v', 'error', ...args], limits };
    return (await runSandboxed({ ...command, ...(maxStdoutBytes && { maxStdoutBytes }), ...(signal && { signal }) }))
      .stdout;
  } catch (error) {
    if (!isFaultOfTheFile(error)) throw error;
    throw rejectRecording('recording_unreadable', `${program} cannot read the recording.`, { cause: error });
  }
}

/** The exit code says nothing; a full disk or a program without our options must not cost an applicant their take. */
const faultsOfTheMachine =
  /No space left|Read-only file system|Permission denied|Input\/output error|Unrecognized option|Option not found|Unknown (encoder|input format)|No such filter/;

function isFaultOfTheFile(error: unknown): boolean {
  if (!(error instanceof SandboxedProcessError)) return false;
  if (error.failure === 'output_too_long') return true;
  return error.failure === 'failed' && !faultsOfTheMachine.test(error.stderr);
}
