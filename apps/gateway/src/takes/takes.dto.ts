import { CompletionQueryInput, InterruptTakeInput, TakePart } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class CompleteTakeBody extends OmitType(CompletionQueryInput, ['takeId'] as const) {}

export class InterruptTakeBody extends OmitType(InterruptTakeInput, ['takeId'] as const) {}

export class MediaLink {
  /** Opens this one recording for whoever has it; not to be stored. */
  url!: string;
  expiresAt!: string;
  /** A JPEG, until the same moment; null where there is no picture, or none was made yet. */
  thumbnailUrl!: string | null;
  /** Of WebVTT captions, for whoever may ask for this link, with their session; null before there is a transcript. */
  captionsPath!: string | null;
  durationSeconds!: number | null;
  /** Each run of the recorder, in order. */
  parts!: TakePart[];
}

/** What has arrived of one segment of a take that is not completed. */
export class TakeUpload {
  uploadId!: string;
  /** From 0. */
  segment!: number;
  /** Received so far, and safe on our side. */
  bytes!: number;
  /** Every byte that was announced has arrived; the take still has to be completed. */
  complete!: boolean;
}

export class TakeUploads {
  /** In the order of the segments; at most 20. */
  data!: TakeUpload[];
}
