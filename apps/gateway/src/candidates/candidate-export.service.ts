import { Readable } from 'node:stream';
import { type CandidateExportBatch, type CandidateExportQuery, exportCandidates } from '@guildhall/messages/interviews';
import { currentContext, runInContext } from '@guildhall/observability';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import type { SignedIn } from '../access/signed-in.js';
import { ApplicantNames } from '../people/applicant-names.js';
import { type RowWriter, rowWriter } from './exported-rows.js';
import { inStages } from './in-stages.js';

export interface CandidateExport {
  contentType: string;
  /** Asks for the next batch when the reader has taken the one before, and for nothing once it has gone. */
  rows: Readable;
}

/** What belongs to the request that the stream answers. */
interface Exporting {
  writer: RowWriter;
  caller: SignedIn;
  inRequest: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The ranks of an opening as one stream, of which a batch at a time is held. */
@Injectable()
export class CandidateExportService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: ApplicantNames,
  ) {}

  /**
   * The first batch is there before the first byte: a refusal comes as a refusal. What fails later ends the stream without its end, so
   * that nobody takes it for the whole.
   */
  async open(query: CandidateExportQuery, caller: SignedIn): Promise<CandidateExport> {
    const first = await this.rpc.call(exportCandidates, query);
    const writer = rowWriter(query.format, first.criteria);
    // Whoever pulls at the stream is not the request that it belongs to.
    const context = currentContext();
    const inRequest = <T>(work: () => Promise<T>) => runInContext(context, work);
    return {
      contentType: writer.contentType,
      rows: Readable.from(this.rows(query, first, { writer, caller, inRequest })),
    };
  }

  private async *rows(
    query: CandidateExportQuery,
    first: CandidateExportBatch,
    { writer, caller, inRequest }: Exporting,
  ): AsyncGenerator<string> {
    yield writer.head();
    let batch = first;
    for (;;) {
      const { data, rankingId, nextCursor } = batch;
      const named = await inRequest(() => this.names.withNameAndStage(data, caller));
      const rows = inStages(named, query.stage).map((candidate) => writer.row(candidate));
      if (rows.length > 0) yield rows.join('');
      if (nextCursor === null || rankingId === null) return;
      const further: CandidateExportQuery = { ...query, rankingId, cursor: nextCursor };
      batch = await inRequest(() => this.rpc.call(exportCandidates, further));
    }
  }
}
