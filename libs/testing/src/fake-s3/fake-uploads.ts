import { S3Refusal } from './s3-refusal.js';
import { elements, emptyReply, md5, type S3Reply, type StoredBytes, xmlReply } from './s3-reply.js';

const minPartBytes = 5 * 1024 ** 2;

interface StoredPart extends StoredBytes {
  storedAt: Date;
}

export interface OpenUpload {
  key: string;
  begunAt: Date;
  parts: Map<number, StoredPart>;
}

export interface FakeUploadsOptions {
  bucketName: string;
  /** Entries on a page of a listing; Amazon has 1,000, and gives fewer where fewer are asked for. */
  pageSize: number;
  now: () => Date;
}

/**
 * The open multipart uploads of a bucket.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html
 */
export class FakeUploads {
  readonly open = new Map<string, OpenUpload>();
  private count = 0;

  constructor(private readonly options: FakeUploadsOptions) {}

  begin(key: string): S3Reply {
    this.count += 1;
    const uploadId = `upload-${String(this.count).padStart(6, '0')}`;
    this.open.set(uploadId, { key, begunAt: this.options.now(), parts: new Map() });
    return xmlReply(
      `<InitiateMultipartUploadResult>${elements({ Bucket: this.options.bucketName, Key: key, UploadId: uploadId })}</InitiateMultipartUploadResult>`,
    );
  }

  putPart(key: string, query: URLSearchParams, stored: StoredBytes): S3Reply {
    const number = Number(query.get('partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > 10_000) throw new S3Refusal(400, 'InvalidArgument');
    this.uploadOf(key, query).parts.set(number, { ...stored, storedAt: this.options.now() });
    return emptyReply(200, { etag: stored.etag });
  }

  /** @returns the object, and the reply that says that it is there */
  complete(key: string, query: URLSearchParams, body: Buffer): { made: StoredBytes; reply: S3Reply } {
    const { parts } = this.uploadOf(key, query);
    const listed = [...body.toString().matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll('&quot;', '"'),
    }));
    if (listed.length === 0) throw new S3Refusal(400, 'MalformedXML');
    const isInOrder = listed.every(({ number }, index) => index === 0 || number > listed[index - 1]!.number);
    if (!isInOrder) throw new S3Refusal(400, 'InvalidPartOrder');
    const chosen = listed.map(({ number, etag }) => {
      const part = parts.get(number);
      if (!part || part.etag !== etag) throw new S3Refusal(400, 'InvalidPart');
      return part;
    });
    if (chosen.slice(0, -1).some(({ bytes }) => bytes < minPartBytes)) throw new S3Refusal(400, 'EntityTooSmall');
    this.open.delete(query.get('uploadId')!);
    const bytes = chosen.reduce((sum, part) => sum + part.bytes, 0);
    const etag = `"${md5(chosen.map((part) => part.etag).join())}-${chosen.length}"`;
    return {
      made: { content: Buffer.concat(chosen.map(({ content }) => content)), bytes, etag },
      reply: xmlReply(`<CompleteMultipartUploadResult>${elements({ ETag: etag })}</CompleteMultipartUploadResult>`),
    };
  }

  abort(key: string, query: URLSearchParams): S3Reply {
    this.uploadOf(key, query);
    this.open.delete(query.get('uploadId')!);
    return emptyReply(204);
  }

  /** By key, and by the time of their beginning where keys are the same. */
  list(query: URLSearchParams): S3Reply {
    const prefix = query.get('prefix') ?? '';
    const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''];
    const isAfterMarker = ([uploadId, { key }]: [string, OpenUpload]) =>
      key > keyMarker || (key === keyMarker && idMarker !== '' && uploadId > idMarker);
    const found = [...this.open]
      .filter(([, { key }]) => key.startsWith(prefix))
      .sort(([oneId, one], [otherId, other]) => order(one.key, other.key) || order(oneId, otherId))
      .filter(isAfterMarker);
    const page = found.slice(0, this.pageSizeFor(query.get('max-uploads')));
    const isTruncated = page.length < found.length;
    const last = isTruncated ? page.at(-1) : undefined;
    const uploads = page.map(
      ([uploadId, { key, begunAt }]) =>
        `<Upload>${elements({ Key: key, UploadId: uploadId, StorageClass: 'STANDARD', Initiated: begunAt.toISOString() })}</Upload>`,
    );
    const head = elements({
      ...{ Bucket: this.options.bucketName, KeyMarker: keyMarker, UploadIdMarker: idMarker, Prefix: prefix },
      ...{ NextKeyMarker: last?.[1].key, NextUploadIdMarker: last?.[0] },
      ...{ MaxUploads: page.length, IsTruncated: isTruncated },
    });
    return xmlReply(`<ListMultipartUploadsResult>${head}${uploads.join('')}</ListMultipartUploadsResult>`);
  }

  listParts(key: string, query: URLSearchParams): S3Reply {
    const upload = this.uploadOf(key, query);
    const marker = Number(query.get('part-number-marker') ?? 0);
    const found = [...upload.parts].sort(([one], [other]) => one - other).filter(([number]) => number > marker);
    const page = found.slice(0, this.pageSizeFor(query.get('max-parts')));
    const isTruncated = page.length < found.length;
    const parts = page.map(
      ([number, { etag, bytes, storedAt }]) =>
        `<Part>${elements({ PartNumber: number, LastModified: storedAt.toISOString(), ETag: etag, Size: bytes })}</Part>`,
    );
    const head = elements({
      ...{ Bucket: this.options.bucketName, Key: key, UploadId: query.get('uploadId')!, PartNumberMarker: marker },
      ...{ NextPartNumberMarker: page.at(-1)?.[0], MaxParts: page.length, IsTruncated: isTruncated },
    });
    return xmlReply(`<ListPartsResult>${head}${parts.join('')}</ListPartsResult>`);
  }

  private pageSizeFor(asked: string | null): number {
    return Math.min(this.options.pageSize, Number(asked ?? 1000));
  }

  /** An upload belongs to one key, and is no upload under another. */
  private uploadOf(key: string, query: URLSearchParams): OpenUpload {
    const open = this.open.get(query.get('uploadId') ?? '');
    if (open?.key !== key) throw new S3Refusal(404, 'NoSuchUpload');
    return open;
  }
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
