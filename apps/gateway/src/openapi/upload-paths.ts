import { anyone, applicants, object } from '@guildhall/auth';
import { uploadLimits } from '@guildhall/messages/interviews';
import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];

const own = applicants({ owned: object('uploadId', 'upload') });
/** The take is named in `Upload-Metadata`. */
const ownTake = applicants({ owned: object('takeId', 'take') });
const tags = ['uploads'];

const header = (name: string, description: string, example: string, required = true) => ({
  ...{ name, in: 'header' as const, description, required, example },
  schema: { type: 'string' as const },
});
const version = header('Tus-Resumable', 'The version of the protocol.', '1.0.0');
const uploadId = { name: 'uploadId', in: 'path' as const, required: true, schema: { type: 'string' as const } };
const offset = { 'Upload-Offset': { description: 'Bytes received so far.', schema: { type: 'integer' as const } } };

/** Served by tus beside Nest's controllers, so they are described by hand. @see https://tus.io/protocols/resumable-upload */
export function uploadPaths(): Record<string, PathItem> {
  return {
    '/v1/uploads': { post: create(), options: capabilities('uploads_capabilities') },
    '/v1/uploads/{uploadId}': {
      head: offsetOf(),
      patch: append(),
      delete: remove(),
      options: capabilities('uploads_capabilitiesOfOne', [uploadId]),
    },
  };
}

function create(): NonNullable<PathItem['post']> {
  return {
    ...{ operationId: 'uploads_create', tags, 'x-access': ownTake },
    summary: 'Begins the upload of one segment of a take.',
    description:
      'One run of the recorder is one segment. A segment that has an empty upload already gives that one again; one with bytes is ' +
      `409 with its location. At most ${uploadLimits.segmentBytes} bytes a segment and ${uploadLimits.segmentsPerTake} segments a take.`,
    parameters: [
      version,
      header(
        'Upload-Metadata',
        'Base64 values of `takeId`, `segment` (from 0) and `filetype`.',
        'takeId dGFrXzAxOTA=,segment MA==,filetype dmlkZW8vd2VibQ==',
      ),
      header('Upload-Length', 'Bytes of the segment, where they are known.', '1048576', false),
      header('Upload-Defer-Length', '`1` while the recorder is still running.', '1', false),
    ],
    responses: {
      201: {
        description: 'Created',
        headers: { Location: { description: 'Where the bytes go.', schema: { type: 'string' } } },
      },
    },
  };
}

function offsetOf(): NonNullable<PathItem['head']> {
  return {
    ...{ operationId: 'uploads_offset', tags, 'x-access': own },
    summary: 'How many bytes have arrived; go on from there.',
    parameters: [uploadId, version],
    responses: { 200: { description: 'Known', headers: offset } },
  };
}

function append(): NonNullable<PathItem['patch']> {
  return {
    ...{ operationId: 'uploads_append', tags, 'x-access': own },
    summary: 'Sends bytes from an offset on.',
    parameters: [
      uploadId,
      version,
      header('Upload-Offset', 'Bytes that have arrived before.', '0'),
      header('Upload-Length', 'Once it is known, where it was deferred.', '1048576', false),
    ],
    requestBody: {
      required: true,
      content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: { 204: { description: 'Received', headers: offset } },
  };
}

function remove(): NonNullable<PathItem['delete']> {
  return {
    ...{ operationId: 'uploads_remove', tags, 'x-access': own },
    summary: 'Gives an upload up.',
    parameters: [uploadId, version],
    responses: { 204: { description: 'Removed' } },
  };
}

function capabilities(operationId: string, parameters: (typeof uploadId)[] = []): NonNullable<PathItem['options']> {
  return {
    ...{ operationId, tags, 'x-access': anyone() },
    summary: 'What the server can do; names no upload.',
    parameters,
    responses: { 204: { description: 'Told in the headers' } },
  };
}
