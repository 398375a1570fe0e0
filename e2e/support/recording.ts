import { createHash } from 'node:crypto';
import type { CompletedSegment, Take } from '@guildhall/messages/interviews';
import type { ApplicantClient } from '../../tools/client/applicant.js';
import { type Exchange, exchange, headerOf, type Sent } from './exchange.js';

/** tus, request by request, for uploads that its client would refuse to make or make good. */
export class TusUpload {
  constructor(private readonly applicant: ApplicantClient) {}

  async create(takeId: string, bytes: number | 'deferred', filetype = 'video/webm', segment = 0): Promise<Exchange> {
    const metadata = Object.entries({ takeId, segment: String(segment), filetype });
    const encoded = metadata.map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`).join(',');
    return await this.send('POST', '/v1/uploads', {
      headers: {
        'upload-metadata': encoded,
        ...(bytes === 'deferred' ? { 'upload-defer-length': '1' } : { 'upload-length': String(bytes) }),
      },
    });
  }

  async patch(location: string, offset: number, bytes: Buffer): Promise<Exchange> {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    return await this.send('PATCH', location, { headers, body: bytes });
  }

  async delete(location: string): Promise<Exchange> {
    return await this.send('DELETE', location);
  }

  /** Creates and fills the one segment of a take. @returns the upload's location */
  async whole(takeId: string, bytes: Buffer): Promise<string> {
    const location = locationOf(await this.create(takeId, bytes.length));
    const { status, body } = await this.patch(location, 0, bytes);
    if (status !== 204) throw new Error(`The upload answered ${status}: ${body}`);
    return location;
  }

  private async send(method: string, path: string, sent: Partial<Sent> = {}): Promise<Exchange> {
    const { baseUrl, token } = this.applicant.api;
    const headers = { 'tus-resumable': '1.0.0', ...sent.headers };
    return await exchange(baseUrl, { ...sent, method, path, token, headers });
  }
}

export function locationOf(created: Exchange): string {
  const location = headerOf(created, 'location');
  if (created.status !== 201 || !location) throw new Error(`The upload answered ${created.status}: ${created.body}`);
  return new URL(location, 'http://localhost').pathname;
}

export function segmentOf(location: string, bytes: Buffer): CompletedSegment {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { uploadId: location.split('/').at(-1)!, bytes: bytes.length, sha256 };
}

/** Asks for the acknowledgement, whatever the answer is. */
export async function complete(
  applicant: ApplicantClient,
  takeId: string,
  segments: CompletedSegment[],
): Promise<Exchange> {
  const { baseUrl, token } = applicant.api;
  return await exchange(baseUrl, { method: 'POST', path: `/v1/takes/${takeId}/complete`, token, body: { segments } });
}

/** One answer from bytes, from a fresh take to its acknowledgement. */
export async function answerWith(applicant: ApplicantClient, questionId: string, bytes: Buffer): Promise<Take> {
  const take = await applicant.startTake(questionId);
  const location = await new TusUpload(applicant).whole(take.id, bytes);
  return await applicant.api.post<Take>(`/v1/takes/${take.id}/complete`, { segments: [segmentOf(location, bytes)] });
}
