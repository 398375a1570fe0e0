import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { newId } from '@guildhall/messages/contract';
import { SpoolFolder } from '@guildhall/storage';
import { waitFor } from '@guildhall/testing';
import { Upload, type UploadOptions } from 'tus-js-client';
import { startTypeScript, type TypeScriptProcess } from '../../../../libs/testing/src/typescript-process/index.js';
import { uploadIdOf, webmOf } from '../../test/tus-requests.js';

const program = new URL('../../test/run-upload-server.ts', import.meta.url);
const retryDelays = Array.from({ length: 60 }, () => 100);

/** What a recorder has written so far, as a source that gives what there is instead of waiting for a full chunk. */
class RunningRecording {
  /** Unknown, which the client's types do not know. */
  readonly size = null as unknown as number;
  private bytes = Buffer.alloc(0);
  private stopped = false;
  private wake = () => {};

  append(slice: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, slice]);
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  async slice(start: number, end: number) {
    while (this.bytes.length <= start && !this.stopped) await new Promise<void>((resolve) => (this.wake = resolve));
    const value = Object.assign(this.bytes.subarray(start, end), { size: Math.min(end, this.bytes.length) - start });
    return { value, done: this.stopped && end >= this.bytes.length };
  }

  close(): void {}

  /** The client wants some input beside the reader that knows better. */
  asInput(): Readable {
    return Readable.from([]);
  }
}

describe('an upload by tus-js-client', () => {
  let directory: string;
  let server: TypeScriptProcess;
  let url: string;

  const start = async (port: number) => {
    server = startTypeScript(program, [directory, String(port)]);
    url = (await server.message()) as string;
  };
  const restartAfterKill = async () => {
    const { port } = new URL(url);
    await server.kill();
    await start(Number(port));
  };
  const options = (more: Partial<UploadOptions>): UploadOptions => ({
    endpoint: `${url}/v1/uploads`,
    retryDelays,
    headers: { 'x-person': newId('per') },
    metadata: { takeId: newId('tak'), segment: '0', filetype: 'video/webm' },
    storeFingerprintForResuming: false,
    ...more,
  });
  const received = async (upload: Upload) => {
    const folder = await SpoolFolder.open({ directory });
    return readFile(folder.contentFile(uploadIdOf(upload.url!)));
  };

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-resume-'));
    await start(0);
  });
  afterEach(async () => {
    await server.kill();
    await rm(directory, { recursive: true });
  });

  it('goes on where it was after the edge was killed twice in the middle', async () => {
    const bytes = webmOf(8_000_000);
    const offsets: number[] = [];
    let kills = 0;
    let restarted: Promise<void> | undefined;
    const finished = new Promise<void>((resolve, reject) => {
      const upload: Upload = new Upload(
        bytes,
        options({
          chunkSize: 500_000,
          onSuccess: () => resolve(received(upload).then((content) => expect(content.equals(bytes)).toBe(true))),
          onError: reject,
          onChunkComplete: (_size, accepted) => {
            offsets.push(accepted);
            if (kills < 2 && accepted >= 2_000_000 * (kills + 1)) {
              kills += 1;
              restarted = restartAfterKill();
            }
          },
        }),
      );
      upload.start();
    });

    await finished;
    await restarted;
    expect(kills).toBe(2);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(offsets.at(-1)).toBe(8_000_000);
  }, 40_000);

  it('sends a running recording of unknown length, slice by slice', async () => {
    const bytes = webmOf(700_000);
    const recorder = new RunningRecording();
    const accepted: number[] = [];
    const upload: Upload = await new Promise((resolve, reject) => {
      const running: Upload = new Upload(
        recorder.asInput(),
        options({
          chunkSize: 4_000_000,
          uploadLengthDeferred: true,
          fileReader: { openFile: async () => recorder },
          onChunkComplete: (_size, offset) => {
            accepted.push(offset);
            recorder.append(bytes.subarray(offset, offset + 70_000));
            if (offset >= 630_000) recorder.stop();
          },
          onSuccess: () => resolve(running),
          onError: reject,
        }),
      );
      recorder.append(bytes.subarray(0, 70_000));
      running.start();
    });

    expect(accepted).toEqual(Array.from({ length: 10 }, (_, slice) => (slice + 1) * 70_000));
    expect((await received(upload)).equals(bytes)).toBe(true);
  });

  it('finds its offset again from the URL alone, as a reloaded page does', async () => {
    const bytes = webmOf(600_000);
    const common = options({ chunkSize: 100_000 });
    const first = new Upload(bytes, { ...common, onChunkComplete: () => void first.abort() });
    first.start();
    await waitFor(() => first.url);
    await waitFor(async () => (await received(first)).length > 0);
    await first.abort();

    await new Promise<void>((resolve, reject) => {
      new Upload(bytes, {
        ...common,
        endpoint: null,
        uploadUrl: first.url,
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });

    expect((await received(first)).equals(bytes)).toBe(true);
  });
});
