import type { S3Request } from './s3-request.js';

/**
 * What happens to a request instead of an answer: `drop` cuts the connection before anything is done, in a GET in the middle of
 * the body; `lose` does what was asked and cuts the connection then; `stall` takes the beginning of the request's body and reads no further,
 * `hang` takes all of it.
 */
export type S3Fault = { status: number; code: string } | 'hang' | 'drop' | 'lose' | 'stall';

interface PlannedFault {
  matches: (request: S3Request) => boolean;
  fault: S3Fault;
  timesLeft: number;
}

/** Faults that wait for the requests they are meant for. */
export class PlannedFaults {
  private readonly planned: PlannedFault[] = [];

  add(matches: (request: S3Request) => boolean, fault: S3Fault, times: number): void {
    this.planned.push({ matches, fault, timesLeft: times });
  }

  takeFor(request: S3Request): S3Fault | undefined {
    const found = this.planned.find(({ matches, timesLeft }) => timesLeft > 0 && matches(request));
    if (found) found.timesLeft -= 1;
    return found?.fault;
  }
}
