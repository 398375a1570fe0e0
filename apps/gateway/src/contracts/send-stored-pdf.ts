import { Readable } from 'node:stream';
import type { StoredFile } from '@guildhall/messages/contracts';
import type { EncryptedStore } from '@guildhall/storage';
import type { FastifyReply } from 'fastify';

/** Decrypts a stored document into the reply; storage is never reached directly. */
export async function sendStoredPdf(
  reply: FastifyReply,
  media: EncryptedStore,
  { objectKey, dataKeyId, fileName }: StoredFile,
): Promise<void> {
  const bytes = await media.plainLength(objectKey);
  void reply
    .header('Content-Type', 'application/pdf')
    .header('Content-Disposition', `attachment; filename="${fileName}"`)
    .header('Cache-Control', 'private, no-store')
    .header('Content-Length', String(bytes ?? 0));
  const isHead = reply.request.method === 'HEAD';
  await reply.send(isHead ? Readable.from([]) : await media.read(objectKey, dataKeyId));
}
