import type { CallContext } from '@guildhall/messages/contract';
import {
  searchTranscripts,
  type TranscriptHit,
  type TranscriptHitPage,
  type TranscriptSearchQuery,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { OpeningReads } from '../ranking/opening-reads.js';
import { foundPlaces } from './found-places.js';
import { sentenceCursor, sentencePlace } from './sentence-cursor.js';
import { type FoundSentence, TranscriptSearchRepository } from './transcript-search.repository.js';

const defaultPageLimit = 50;

@Controller()
export class TranscriptSearchRpcController {
  constructor(
    private readonly reads: OpeningReads,
    private readonly sentences: TranscriptSearchRepository,
  ) {}

  /** What was looked for is not kept: it may be about a person. */
  @HandleRpc(searchTranscripts)
  async search(input: TranscriptSearchQuery, context: CallContext): Promise<TranscriptHitPage> {
    const { openingId, q: text, limit = defaultPageLimit, cursor, ...filters } = input;
    const after = cursor === undefined ? null : sentencePlace(cursor);
    const search = { openingId, text, filters, after, limit: limit + 1 };
    const read = { openingId, action: 'transcripts.searched' };
    const found = await this.reads.run(read, context, () => this.sentences.find(search));
    const page = found.slice(0, limit);
    const hasMore = found.length > limit;
    return { data: page.map(hitView), nextCursor: hasMore ? sentenceCursor(page.at(-1)!) : null, hasMore };
  }
}

function hitView({ applicationId, interviewId, questionId, takeId, startMs, marked }: FoundSentence): TranscriptHit {
  return { applicationId, interviewId, questionId, takeId, startMs, ...foundPlaces(marked) };
}
