import type { IncomingHttpHeaders } from 'node:http';
import { AppError, type FieldError } from '@guildhall/errors';
import { isId } from '@guildhall/messages/contract';
import { Metadata } from '@tus/server';
import { typeUnsupported } from './upload.errors.js';
import { longestFiletype, type SpoolLimits } from './upload.limits.js';

export interface Creation {
  takeId: string;
  segment: number;
  filetype: string;
  lengthBytes: number | null;
}

/** As recorders and file pickers name them; empty where they name nothing. The bytes decide, at completion. */
const acceptedTypes = /^$|^(video|audio)\/(webm|mp4|x-matroska|quicktime)(;[\x20-\x7e]*)?$/;

/**
 * Reads tus' `Upload-Metadata` (`takeId`, `segment`, `filetype`) and `Upload-Length` of a creation.
 * @throws AppError `malformed_request`, `validation_failed`, `recording_type_unsupported`
 */
export function readCreation(headers: IncomingHttpHeaders, limits: SpoolLimits): Creation {
  const metadata = metadataOf(headers['upload-metadata']);
  const errors: FieldError[] = [];
  const takeId = metadata['takeId'] ?? '';
  if (!isId('tak', takeId)) errors.push({ field: 'takeId', message: 'takeId must be an id like tak_0190…' });
  const lastSegment = limits.segmentsPerTake - 1;
  const segment = /^\d{1,4}$/.test(metadata['segment'] ?? '') ? Number(metadata['segment']) : -1;
  if (segment < 0 || segment > lastSegment) {
    errors.push({ field: 'segment', message: `segment must be a number from 0 to ${lastSegment}` });
  }
  const filetype = metadata['filetype'] ?? '';
  if (filetype.length > longestFiletype) {
    errors.push({ field: 'filetype', message: `filetype must have at most ${longestFiletype} characters` });
  }
  if (errors.length > 0) {
    throw new AppError('validation_failed', 'The Upload-Metadata of this upload does not name its segment.', {
      errors,
    });
  }
  if (!acceptedTypes.test(filetype)) throw typeUnsupported('The type of this file');
  return { takeId, segment, filetype, lengthBytes: lengthOf(headers) };
}

function metadataOf(header: string | string[] | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(String(header ?? ''));
  } catch (cause) {
    throw new AppError(
      'malformed_request',
      'Send Upload-Metadata with takeId, segment and filetype, as tus encodes it.',
      {
        cause,
      },
    );
  }
}

function lengthOf(headers: IncomingHttpHeaders): number | null {
  const text = headers['upload-length'];
  const isDeferred = headers['upload-defer-length'] === '1';
  if (isDeferred && text === undefined) return null;
  const length = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;
  if (length === null || isDeferred) {
    throw new AppError('malformed_request', 'Send either Upload-Length, or Upload-Defer-Length: 1.');
  }
  return length;
}
