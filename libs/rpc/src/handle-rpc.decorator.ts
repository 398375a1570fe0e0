import type { CallContext, RpcDefinition } from '@guildhall/messages/contract';
import { Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';

/** Any command or query, whatever it takes and gives. */
export type AnyRpcDefinition = RpcDefinition<object, object>;

/** What a handler threw, carried past Nest, which would turn it into "Internal server error". */
export class FailedCall {
  constructor(readonly error: unknown) {}
}

@Catch()
class KeepThrownError implements ExceptionFilter {
  catch(thrown: unknown): FailedCall {
    return new FailedCall(thrown);
  }
}

const keepThrownError = new KeepThrownError();

/**
 * Marks the method of a Nest controller that answers a command or query. Its input has been validated; its context says
 * who asks. Thrown `AppError`s reach the caller as they are.
 */
export function HandleRpc<I extends object, O extends object>(definition: RpcDefinition<I, O>) {
  return <M extends (input: I, context: CallContext) => Promise<O>>(
    target: object,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    Payload()(target, method, 0);
    Ctx()(target, method, 1);
    UseFilters(keepThrownError)(target, method, descriptor);
    MessagePattern(definition.name, { definition })(target, method, descriptor);
  };
}
