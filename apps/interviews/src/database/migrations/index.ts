import { Interviews1764100000000 } from './1764100000000-interviews.js';
import { StoredTranscriptions1764200000000 } from './1764200000000-stored-transcriptions.js';
import { ResultsAppendOnly1764300000000 } from './1764300000000-results-append-only.js';
import { InterviewTimeFactor1764400000000 } from './1764400000000-interview-time-factor.js';
import { TakeThumbnail1764500000000 } from './1764500000000-take-thumbnail.js';
import { TranscriptCorrections1764510000000 } from './1764510000000-transcript-corrections.js';
import { Deletions1764520000000 } from './1764520000000-deletions.js';
import { InTheRoom1764530000000 } from './1764530000000-in-the-room.js';
import { Reviews1764550000000 } from './1764550000000-reviews.js';
import { RankingAndSearch1764560000000 } from './1764560000000-ranking-and-search.js';
import { AppealsAndLists1764570000000 } from './1764570000000-appeals-and-lists.js';
import { Outlines1764570000003 } from './1764570000003-outlines.js';
import { InterviewsOfAPlan1764580000000 } from './1764580000000-interviews-of-a-plan.js';

export const migrations = [
  Interviews1764100000000,
  StoredTranscriptions1764200000000,
  ResultsAppendOnly1764300000000,
  InterviewTimeFactor1764400000000,
  TakeThumbnail1764500000000,
  TranscriptCorrections1764510000000,
  Deletions1764520000000,
  InTheRoom1764530000000,
  Reviews1764550000000,
  RankingAndSearch1764560000000,
  AppealsAndLists1764570000000,
  Outlines1764570000003,
  InterviewsOfAPlan1764580000000,
];
