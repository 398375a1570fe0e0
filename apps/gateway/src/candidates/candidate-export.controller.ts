import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { IdParam } from '../request/id-parameters.js';
import { CandidateExportService } from './candidate-export.service.js';
import { ExportQuery } from './candidates.dto.js';
import { forStaffOnIt } from './for-staff-on-it.js';

@ApiTags('candidates')
@Controller('v1/openings/:openingId/candidates/export')
export class CandidateExportController {
  constructor(private readonly exports: CandidateExportService) {}

  /** The ranks as one stream: CSV with a line of names, or one JSON object a line. One that breaks off is not the whole. */
  @Get()
  @ApiProduces('text/csv', 'application/jsonl')
  @Access(forStaffOnIt, { limit: 'export' })
  async export(
    @IdParam('openingId') openingId: string,
    @Query() query: ExportQuery,
    @Caller() caller: SignedIn,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { contentType, rows } = await this.exports.open({ ...query, openingId }, caller);
    void reply
      .header('Content-Type', contentType)
      .header('Content-Disposition', `attachment; filename="candidates-${openingId}.${query.format}"`)
      .header('Cache-Control', 'private, no-store');
    if (request.method === 'HEAD') rows.destroy();
    await reply.send(request.method === 'HEAD' ? Readable.from([]) : rows);
  }
}
