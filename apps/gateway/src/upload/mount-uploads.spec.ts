import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@guildhall/messages/contract';
import { waitFor } from '@guildhall/testing';
import { TusRequests, uploadIdOf, webmOf } from '../../test/tus-requests.js';
import { startUploadServer, type UploadServer } from '../../test/upload-server.js';

describe('the uploads of the edge', () => {
  let directory: string;
  let server: UploadServer;
  let anna: TusRequests;
  let ben: TusRequests;
  let takeId: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'guildhall-uploads-'));
    server = await startUploadServer({ directory, limits: { segmentBytes: 1_000_000 } });
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });
  beforeEach(() => {
    anna = new TusRequests(server.url, newId('per'));
    ben = new TusRequests(server.url, newId('per'));
    takeId = newId('tak');
  });

  const metadata = (segment = 0) => ({ takeId, segment: String(segment), filetype: 'video/webm' });
  const contentOf = (location: string) => readFile(server.spool.folder.contentFile(uploadIdOf(location)));

  it('takes a segment whose length is known only at its end', async () => {
    const created = await anna.create(metadata(), null);
    expect(created.status).toBe(201);
    const location = created.headers.get('location')!;
    expect(location).toMatch(/^\/v1\/uploads\/upl_[0-9a-f]{32}$/);

    const bytes = webmOf(3000);
    expect((await anna.patch(location, 0, bytes.subarray(0, 1000))).headers.get('upload-offset')).toBe('1000');
    const running = await anna.head(location);
    expect(running.headers.get('upload-offset')).toBe('1000');
    expect(running.headers.get('upload-defer-length')).toBe('1');
    const last = await anna.patch(location, 1000, bytes.subarray(1000), { 'Upload-Length': '3000' });

    expect(last.status).toBe(204);
    expect((await anna.head(location)).headers.get('upload-length')).toBe('3000');
    expect((await contentOf(location)).equals(bytes)).toBe(true);
  });

  it('takes the bytes together with the creation', async () => {
    const encoded = Object.entries(metadata()).map(([name, text]) => `${name} ${Buffer.from(text).toString('base64')}`);
    const headers = {
      'Upload-Metadata': encoded.join(','),
      'Upload-Length': '2000',
      'Content-Type': 'application/offset+octet-stream',
    };
    const created = await anna.send('POST', '/v1/uploads', headers, webmOf(2000));

    expect(created.status).toBe(201);
    expect(created.headers.get('upload-offset')).toBe('2000');
  });

  it('tells its owner, and nobody else, what an upload is', async () => {
    const location = await anna.upload(takeId, 0, webmOf(100));
    const told = (await anna.head(location)).headers.get('upload-metadata')!;

    expect(told.split(',').map((pair) => pair.split(' ')[0])).toEqual(['takeId', 'segment', 'filetype']);
    expect(told).not.toContain(Buffer.from(anna.person).toString('base64').slice(0, 20));
  });

  it.each(['HEAD', 'PATCH', 'DELETE'] as const)(
    'answers %s on a foreign upload exactly like on a missing one',
    async (method) => {
      const location = await anna.upload(takeId, 0, webmOf(100));
      const headers = { 'Upload-Offset': '100', 'Content-Type': 'application/offset+octet-stream' };
      const ask = async (target: string) => {
        const reply = await ben.send(method, target, headers, method === 'PATCH' ? Buffer.from('more') : undefined);
        const said = Object.fromEntries([...reply.headers].filter(([name]) => name !== 'date'));
        return { status: reply.status, headers: said, body: await reply.text() };
      };

      const foreign = await ask(location);
      expect(foreign).toEqual(await ask(`/v1/uploads/${newId('upl')}`));
      expect(foreign).toEqual(await ask('/v1/uploads/no-id-at-all'));
      expect(foreign.status).toBe(404);
      if (method !== 'HEAD') expect(JSON.parse(foreign.body)).toMatchObject({ code: 'upload_not_found' });
      expect((await anna.head(location)).headers.get('upload-offset')).toBe('100');
    },
  );

  it('takes nothing from somebody who is not signed in', async () => {
    const nobody = new TusRequests(server.url, '');
    const refused = await nobody.create(metadata(), 10);

    expect(refused.status).toBe(401);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({ code: 'not_signed_in' });
  });

  it('passes on why the take refuses a segment', async () => {
    server.closedTakes.add(takeId);
    const refused = await anna.create(metadata(), 10);

    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'take_wrong_state', detail: expect.stringContaining(takeId) });
  });

  it('gives a client that lost the reply to its creation the same upload again', async () => {
    const first = await anna.create(metadata(), null);
    const second = await anna.create(metadata(), null);

    expect(second.status).toBe(201);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('lets an empty upload of another length give way', async () => {
    const first = (await anna.create(metadata(), null)).headers.get('location')!;
    const second = (await anna.create(metadata(), 10)).headers.get('location')!;

    expect(second).not.toBe(first);
    expect((await anna.head(first)).status).toBe(404);
    expect((await anna.head(second)).status).toBe(200);
  });

  it('throws no received byte away for a second creation, and says where the first one is', async () => {
    const location = await anna.upload(takeId, 0, webmOf(100));
    const again = await anna.create(metadata(), null);

    expect(again.status).toBe(409);
    expect(again.headers.get('location')).toBe(location);
    expect(await again.json()).toMatchObject({
      code: 'upload_duplicate',
      details: { location, receivedBytes: 100 },
    });
    expect((await anna.delete(location)).status).toBe(204);
    expect((await anna.create(metadata(), null)).status).toBe(201);
  });

  it('creates one upload for a segment, however many ask at once', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => anna.create(metadata(), 100)));

    const made = new Set(replies.filter(({ status }) => status === 201).map((reply) => reply.headers.get('location')));
    const others = replies.filter(({ status }) => status !== 201);
    expect(made.size).toBe(1);
    for (const other of others) expect(other.headers.get('location')).toBe([...made][0]);
  });

  it('does not give the segment of one person to another', async () => {
    await anna.create(metadata(), 100);
    const refused = await ben.create(metadata(), 100);

    expect(refused.status).toBe(409);
    expect(refused.headers.get('location')).toBeNull();
  });

  it('refuses a segment above the limit, whether its length is known or not', async () => {
    const known = await anna.create(metadata(0), 1_000_001);
    expect(known.status).toBe(413);
    expect(await known.json()).toMatchObject({ code: 'upload_too_large', details: { maxBytes: 1_000_000 } });

    const location = (await anna.create(metadata(1), null)).headers.get('location')!;
    const sent = await anna.patch(location, 0, webmOf(1_000_001));
    expect(sent.status).toBe(413);
    expect(await sent.json()).toMatchObject({ code: 'upload_too_large' });
    const declared = await anna.patch(location, 0, webmOf(10), { 'Upload-Length': '1000001' });
    expect(declared.status).toBe(413);
  });

  it('refuses an empty segment', async () => {
    const refused = await anna.create(metadata(), 0);

    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ code: 'upload_empty' });
  });

  it('refuses bytes that do not continue the upload and leaves it as it was', async () => {
    const location = await anna.upload(takeId, 0, webmOf(100));
    const refused = await anna.patch(location, 50, webmOf(10));

    expect(refused.status).toBe(409);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({ code: 'conflict', detail: expect.stringContaining('HEAD') });
    expect((await anna.head(location)).headers.get('upload-offset')).toBe('100');
  });

  it('speaks problem details about the protocol itself, with the security headers of the edge', async () => {
    const location = await anna.upload(takeId, 0, webmOf(100));
    const oldVersion = await anna.send('HEAD', location, { 'Tus-Resumable': '0.2.0' });
    const strangeOffset = await anna.send('PATCH', location, {
      'Upload-Offset': 'far',
      'Content-Type': 'application/offset+octet-stream',
    });

    expect(oldVersion.status).toBe(400);
    expect(strangeOffset.status).toBe(400);
    expect(await strangeOffset.json()).toMatchObject({ code: 'malformed_request' });
    expect(strangeOffset.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await anna.head(location)).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('tells another origin whether it may upload, without credentials', async () => {
    const asked = await fetch(`${server.url}/v1/uploads`, {
      method: 'OPTIONS',
      headers: { origin: 'https://hiring.example', 'access-control-request-method': 'POST' },
    });

    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://hiring.example');
    expect(asked.headers.get('tus-extension')).toContain('creation-defer-length');
  });

  it('keeps what a broken connection has sent, and goes on from there', async () => {
    const location = (await anna.create(metadata(), 200_000)).headers.get('location')!;
    const bytes = webmOf(200_000);
    const broken = httpRequest(new URL(location, server.url), {
      method: 'PATCH',
      headers: {
        'Tus-Resumable': '1.0.0',
        'x-person': anna.person,
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': '200000',
      },
    });
    broken.on('error', () => undefined);
    broken.write(bytes.subarray(0, 120_000));
    const id = uploadIdOf(location);
    await waitFor(async () => (await server.spool.folder.receivedBytes(id)) === 120_000);
    broken.destroy();

    const offset = Number((await anna.head(location)).headers.get('upload-offset'));
    expect(offset).toBe(120_000);
    expect((await anna.patch(location, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await contentOf(location)).equals(bytes)).toBe(true);
  });

  it('lets a new connection overtake one that hangs on the same upload', async () => {
    const location = (await anna.create(metadata(), 200_000)).headers.get('location')!;
    const bytes = webmOf(200_000);
    const hanging = httpRequest(new URL(location, server.url), {
      method: 'PATCH',
      headers: {
        'Tus-Resumable': '1.0.0',
        'x-person': anna.person,
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': '200000',
      },
    });
    hanging.on('error', () => undefined);
    hanging.write(bytes.subarray(0, 70_000));
    const id = uploadIdOf(location);
    await waitFor(async () => (await server.spool.folder.receivedBytes(id)) === 70_000);

    const asked = await anna.head(location);
    expect(asked.status).toBe(200);
    expect(asked.headers.get('upload-offset')).toBe('70000');
    expect((await anna.patch(location, 70_000, bytes.subarray(70_000))).status).toBe(204);
    hanging.destroy();
    expect((await contentOf(location)).equals(bytes)).toBe(true);
  });

  it('lets only one of two that write at once move the offset', async () => {
    const location = (await anna.create(metadata(), 100_000)).headers.get('location')!;
    const bytes = webmOf(100_000);
    const replies = await Promise.all([
      anna.patch(location, 0, bytes.subarray(0, 60_000)),
      anna.patch(location, 0, bytes.subarray(0, 60_000)),
    ]);

    expect(replies.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await anna.head(location)).headers.get('upload-offset')).toBe('60000');
  });
});
