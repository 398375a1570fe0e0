/** An error as S3 words it. @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class S3Refusal extends Error {
  override readonly name = 'S3Refusal';

  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }

  toXml(): string {
    const text = `<Code>${this.code}</Code><Message>${this.code}</Message><RequestId>fake</RequestId>`;
    return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${text}</Error>\n`;
  }
}
