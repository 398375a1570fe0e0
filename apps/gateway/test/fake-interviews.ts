import { AppError } from '@guildhall/errors';
import type { CallContext, Empty } from '@guildhall/messages/contract';
import {
  type Captions,
  type CompleteTakeInput,
  type CompletionQueryInput,
  type CompletionState,
  completeTake,
  type FoundInterview,
  findMyInterview,
  grantMedia,
  type MediaGrantReply,
  mayUpload,
  readCaptions,
  type Take,
  type TakeRef,
  takeCompletion,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, type Type } from '@nestjs/common';
import type { FakeServices } from './fake-services.js';

export const interviewsMessages = [findMyInterview, mayUpload, takeCompletion, completeTake, grantMedia, readCaptions];

export function interviewsController(services: FakeServices): Type<unknown> {
  const completed = new Map<string, Take>();

  @Controller()
  class FakeInterviews {
    @HandleRpc(findMyInterview)
    async findMine(): Promise<FoundInterview> {
      return { interview: null };
    }

    @HandleRpc(mayUpload)
    async mayUpload(): Promise<Empty> {
      return {};
    }

    @HandleRpc(takeCompletion)
    async completion(input: CompletionQueryInput, context: CallContext): Promise<CompletionState> {
      const { takeId } = input;
      services.note(takeCompletion, input, context);
      return { take: completed.get(takeId) ?? null };
    }

    @HandleRpc(completeTake)
    async complete(input: CompleteTakeInput, context: CallContext): Promise<Take> {
      services.note(completeTake, input, context);
      await services.completionPace.opened;
      if (services.completionRefusal) throw services.completionRefusal;
      const completedAt = '2026-01-05T09:00:00.000Z';
      const take: Take = {
        ...{ id: input.takeId, number: 1, state: 'completed', durationSeconds: null, problem: null, completedAt },
      };
      completed.set(input.takeId, take);
      return take;
    }

    @HandleRpc(grantMedia)
    async grantMedia({ takeId }: TakeRef): Promise<MediaGrantReply> {
      const media = services.media.get(takeId);
      if (!media) throw new AppError('not_found', `Take ${takeId} is not yours.`);
      return { ...media, contentType: 'video/webm' };
    }

    @HandleRpc(readCaptions)
    async readCaptions({ takeId }: TakeRef): Promise<Captions> {
      if (!services.media.has(takeId)) throw new AppError('not_found', `Take ${takeId} is not yours.`);
      return { vtt: 'WEBVTT\n', language: 'en-GB' };
    }
  }
  return FakeInterviews;
}
