import { execFile } from 'node:child_process';
import { access, open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '@guildhall/errors';
import { extractWav } from '../media/ffmpeg.js';
import { runSandboxed, SandboxedProcessError } from '../media/sandboxed-process.js';
import type { WorkDirectories } from '../media/work-directory.js';
import { ModelCallError, type ModelFailure } from '../model-client/model-failure.js';
import { segmentsOf } from './pocketsphinx-output.js';
import { primarySubtag, type SpeechToText, type TranscribeRequest, type TranscriptDraft } from './speech-to-text.js';

const program = 'pocketsphinx_continuous';
const debianModelDirectory = '/usr/share/pocketsphinx/model/en-us';
/**
 * On the sample recordings the wider beams are worth about 4 points of word error on the natural answers; `-maxhmmpf` takes
 * back part of what they cost in CPU and changes no word.
 */
const decoding = [
  ...['-cmn', 'batch', '-lw', '8'],
  ...['-beam', '1e-60', '-pbeam', '1e-60', '-wbeam', '1e-35', '-maxhmmpf', '8000'],
];
const memoryBytes = 1024 ** 3;
const retryAfterMs = 30_000;

export interface PocketsphinxOptions {
  workDirectories: WorkDirectories;
  /** Holds `en-us` (acoustic model), `en-us.lm.bin` and `cmudict-en-us.dict`; Debian's place where absent. */
  modelDirectory?: string;
}

/**
 * Debian's pocketsphinx with its US English model, on this machine and without a key: **a demonstration engine**, and its
 * name says so. One word in ten is wrong on clear synthetic speech, one in three on people. It knows no other language, and
 * prints no punctuation.
 *
 * `transcribe` needs 0.2 CPU seconds for a second of speech, and leaves no files behind.
 */
export class PocketsphinxSpeechToText implements SpeechToText {
  readonly engine = 'pocketsphinx (demonstration engine)';
  readonly model = 'en-us';
  readonly languages: ReadonlySet<string> = new Set(['en']);

  private constructor(
    readonly version: string,
    private readonly modelDirectory: string,
    private readonly workDirectories: WorkDirectories,
  ) {}

  /** Looks for program and model. Throws an `unavailable` error that names the packages where something is missing. */
  static async open(options: PocketsphinxOptions): Promise<PocketsphinxSpeechToText> {
    const { workDirectories, modelDirectory = debianModelDirectory } = options;
    try {
      await Promise.all(modelFiles(modelDirectory).map((path) => access(path)));
    } catch (cause) {
      const message = `No speech model in ${modelDirectory}; install the packages pocketsphinx and pocketsphinx-en-us.`;
      throw new AppError('unavailable', message, { cause });
    }
    return new PocketsphinxSpeechToText(await installedVersion(), modelDirectory, workDirectories);
  }

  async transcribe(request: TranscribeRequest): Promise<TranscriptDraft> {
    if (!this.languages.has(primarySubtag(request.language))) {
      const message = `pocketsphinx has no model for ${request.language}; a person has to listen to this answer.`;
      throw new AppError('unsupported_language', message);
    }
    const output = await this.withWav(request, (wavPath) => this.recognise(wavPath, request));
    const { engine, model, version } = this;
    return { engine, model, version, language: request.language, segments: segmentsOf(output) };
  }

  private async recognise(wavPath: string, { durationSeconds, signal }: TranscribeRequest): Promise<string> {
    const [acousticModel, languageModel, dictionary] = modelFiles(this.modelDirectory);
    const models = ['-hmm', acousticModel, '-lm', languageModel, '-dict', dictionary];
    const args = ['-infile', wavPath, ...models, ...decoding, '-time', 'yes', '-logfn', '/dev/null'];
    const limits = {
      timeoutMs: 60_000 + durationSeconds * 4_000,
      cpuSeconds: Math.ceil(60 + durationSeconds * 2),
      memoryBytes,
      fileBytes: 0,
    };
    try {
      return (await runSandboxed({ program, args, limits, signal })).stdout;
    } catch (error) {
      if (error instanceof SandboxedProcessError) throw new ModelCallError(failureOf(error), { cause: error });
      throw error;
    }
  }

  /** pocketsphinx reads nothing but wav. */
  private async withWav<T>(request: TranscribeRequest, work: (wavPath: string) => Promise<T>): Promise<T> {
    const { path, durationSeconds, signal } = request;
    if (await isWav(path)) return await work(path);
    return await this.workDirectories.use(async (directory) => {
      const wavPath = join(directory, 'speech.wav');
      await extractWav({ path, container: 'ogg', durationSeconds }, wavPath, signal);
      return await work(wavPath);
    });
  }
}

function modelFiles(directory: string): [acousticModel: string, languageModel: string, dictionary: string] {
  return [join(directory, 'en-us'), join(directory, 'en-us.lm.bin'), join(directory, 'cmudict-en-us.dict')];
}

async function isWav(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'RIFF';
  } finally {
    await file.close();
  }
}

/** The program cannot tell its version; the package that it came in can. */
async function installedVersion(): Promise<string> {
  const query = ['-W', '-f', '$' + '{Version}', 'pocketsphinx'];
  return await promisify(execFile)('dpkg-query', query, { timeout: 5_000 }).then(
    ({ stdout }) => stdout.trim(),
    () => 'unknown',
  );
}

function failureOf({ failure, message: detail }: SandboxedProcessError): ModelFailure {
  if (failure === 'program_missing') return { kind: 'park', reason: 'model_not_found', detail };
  const reason = failure === 'timed_out' ? 'timeout' : 'server_error';
  return { kind: 'retry', reason, afterMs: retryAfterMs, countsAsAttempt: true, detail };
}
