import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { SessionOpened } from '@guildhall/messages/accounts';
import type { Application } from '@guildhall/messages/applicants';
import type { Interview, InterviewSummary, StartedTake, Take } from '@guildhall/messages/interviews';
import { Upload } from 'tus-js-client';
import { type ApiClient, everyItem } from './api-client.js';
import type { MailboxClient } from './mailbox-client.js';
import { poll } from './poll.js';

export interface ApplicantDetails {
  name: string;
  email: string;
  region: string;
  language: string;
}

const proofDeadlineMs = 30_000;
const defaultChunkBytes = 256 * 1024;
/** Three quarters of a minute without a byte accepted; each byte that is starts them anew. */
const uploadRetryDelaysMs = [0, 250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000];

export interface UploadOptions {
  onProgress?: (share: number) => void;
  /** Of one request. */
  chunkBytes?: number;
}

/** One applicant as a client of the public API: applies, proves the address, consents, records, submits. */
export class ApplicantClient {
  private constructor(
    readonly details: ApplicantDetails,
    readonly api: ApiClient,
    readonly application: Application,
    readonly interviewId: string,
  ) {}

  /** From the first form to the invitation. */
  static async apply(
    anonymous: ApiClient,
    mailbox: MailboxClient,
    openingId: string,
    details: ApplicantDetails,
    onStep: (step: string) => void = () => undefined,
  ): Promise<ApplicantClient> {
    const { name, email, region, language } = details;
    onStep('applies');
    await anonymous.post(`/v1/openings/${openingId}/applications`, { email, displayName: name, region, language });
    onStep('waits for the mail');
    const code = await mailbox.code(email);
    const session = await anonymous.post<SessionOpened>('/v1/auth/mail-codes/verify', { email, code });
    const api = anonymous.as(session.token);
    onStep('is invited');
    const application = await poll(
      `The application of ${name}`,
      async () =>
        (await everyItem<Application>(api, '/v1/me/applications')).find((own) => own.openingId === openingId) ?? null,
      proofDeadlineMs,
    );
    const interview = await poll(
      `The interview of ${name}`,
      async () =>
        (await everyItem<InterviewSummary>(api, '/v1/me/interviews')).find(
          ({ applicationId }) => applicationId === application.id,
        ) ?? null,
      proofDeadlineMs,
    );
    return new ApplicantClient(details, api, application, interview.id);
  }

  async interview(): Promise<Interview> {
    return await this.api.get<Interview>(`/v1/interviews/${this.interviewId}`);
  }

  async consent(): Promise<void> {
    const { consentText } = await this.interview();
    const { version, sha256 } = consentText;
    await this.api.post(`/v1/interviews/${this.interviewId}/consent`, {
      textVersion: version,
      textSha256: sha256,
      agreed: true,
    });
  }

  async startTake(questionId: string): Promise<StartedTake> {
    return await this.api.post<StartedTake>(`/v1/interviews/${this.interviewId}/questions/${questionId}/takes`);
  }

  /** Uploads a file as the one segment of a take. @returns the upload's id */
  async upload(takeId: string, path: string, options: UploadOptions = {}): Promise<string> {
    const { size } = await stat(path);
    const { onProgress = () => undefined, chunkBytes = defaultChunkBytes } = options;
    return await new Promise<string>((resolve, reject) => {
      const upload = new Upload(createReadStream(path), {
        endpoint: new URL('/v1/uploads', this.api.baseUrl).href,
        uploadSize: size,
        chunkSize: chunkBytes,
        retryDelays: uploadRetryDelaysMs,
        headers: this.api.authorization(),
        metadata: { takeId, segment: '0', filetype: path.endsWith('.mp4') ? 'video/mp4' : 'video/webm' },
        // Once there is an upload it is only ever continued: without this a 503 to the question for its offset makes the
        // client create another one for the same segment, which is refused for ever.
        onUploadUrlAvailable: () => {
          upload.options.endpoint = null;
        },
        onProgress: (sent, total) => onProgress(total === null || total === 0 ? 0 : sent / total),
        onSuccess: () => resolve(uploadIdOf(upload.url)),
        onError: reject,
      });
      upload.start();
    });
  }

  /** The only acknowledgement: before its 2xx the recording is still the client's to keep. */
  async complete(takeId: string, uploadId: string, path: string): Promise<Take> {
    const bytes = await readFile(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const segments = [{ uploadId, bytes: bytes.length, sha256 }];
    return await this.api.post<Take>(`/v1/takes/${takeId}/complete`, { segments });
  }

  /** Records one answer from a file, from a fresh take to its acknowledgement. */
  async answer(questionId: string, path: string, onProgress?: (share: number) => void): Promise<Take> {
    const take = await this.startTake(questionId);
    const uploadId = await this.upload(take.id, path, onProgress ? { onProgress } : {});
    return await this.complete(take.id, uploadId, path);
  }

  async write(questionId: string, text: string): Promise<Interview> {
    return await this.api.post<Interview>(`/v1/interviews/${this.interviewId}/questions/${questionId}/written`, {
      text,
    });
  }

  async submit(): Promise<Interview> {
    return await this.api.post<Interview>(`/v1/interviews/${this.interviewId}/submit`);
  }
}

function uploadIdOf(url: string | null): string {
  const id = url?.split('/').at(-1);
  if (!id) throw new Error('The server named no place for the upload.');
  return id;
}
