import { CompletionQueryInput } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class CompleteTakeBody extends OmitType(CompletionQueryInput, ['takeId'] as const) {}

export class MediaLink {
  /** Opens this one recording for whoever has it; not to be stored. */
  url!: string;
  expiresAt!: string;
}
