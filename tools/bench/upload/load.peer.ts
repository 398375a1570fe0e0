import { longRecording, sha256OfLongRecording } from './recorded-bytes.js';
import { Recorder } from './recorder.js';
import { TusSession, uploadIdOf } from './tus-session.js';
import type { LoadOrder, LoadReport, SendTiming } from './upload-orders.js';

// Everybody who records, in a process of its own, so that what they cost is not taken for the gateway's.

/** Caches are filled and connections made after so many PATCHes of each. */
const warmAfterPatches = 3;

const tell = (report: LoadReport) => void process.send!(report);
let hashOfLong = { bytes: 0, sha256: '' };

process.once('disconnect', () => process.exit(0));
process.on('message', (order: LoadOrder) => {
  act(order).then(tell, (thrown: Error) => tell({ report: 'failed', reason: thrown.message }));
});
tell({ report: 'ready' });

async function act(order: LoadOrder): Promise<LoadReport> {
  if (order.order === 'record') return await record(order);
  if (order.order === 'send') return { report: 'sent', timing: await send(order) };
  return { report: 'sent', timing: await sendPlainly(order) };
}

async function record({ url, takes, ...pace }: LoadOrder & { order: 'record' }): Promise<LoadReport> {
  const recorders = takes.map((take, number) => new Recorder(number, url, take, pace));
  let untilWarm = recorders.length * Math.min(warmAfterPatches, pace.patches);
  const onPatch = () => {
    untilWarm -= 1;
    if (untilWarm === 0) tell({ report: 'warm' });
  };
  const openedAt = performance.now();
  await Promise.all(recorders.map((each) => each.open()));
  const openMs = performance.now() - openedAt;
  const firstAt = performance.now() + pace.patchEveryMs;
  // People do not begin together: their PATCHes spread over the whole interval.
  const recordings = await Promise.all(
    recorders.map((each, index) => each.record(firstAt + (index / recorders.length) * pace.patchEveryMs, onPatch)),
  );
  return {
    report: 'recorded',
    recordings,
    openMs,
    patchMs: recorders.flatMap(({ patchMs }) => patchMs),
    latePatches: recorders.reduce((sum, { latePatches }) => sum + latePatches, 0),
    resumed: recorders.reduce((sum, { resumed }) => sum + resumed, 0),
  };
}

/** One take as fast as it goes. */
async function send({ url, take, bytes }: LoadOrder & { order: 'send' }): Promise<SendTiming> {
  if (hashOfLong.bytes !== bytes) hashOfLong = { bytes, sha256: sha256OfLongRecording(bytes) };
  const session = new TusSession(url, take.token);
  const startedAt = performance.now();
  const location = await session.create(take.takeId, bytes);
  const { status } = await session.patch(location, 0, longRecording(bytes), bytes);
  const receivedMs = performance.now() - startedAt;
  const completed = await session.complete(take.takeId, { uploadId: uploadIdOf(location), ...hashOfLong });
  const acknowledgedMs = performance.now() - startedAt;
  session.close();
  if (status !== 204 || completed !== 200) throw new Error(`One upload alone answered ${status} and ${completed}.`);
  return { receivedMs, acknowledgedMs };
}

/** The same bytes to a server that only writes them. */
async function sendPlainly({ url, bytes }: LoadOrder & { order: 'send-plainly' }): Promise<SendTiming> {
  const session = new TusSession(url, 'none');
  const startedAt = performance.now();
  const { status } = await session.send('PUT', '/', { 'content-length': String(bytes) }, longRecording(bytes));
  const receivedMs = performance.now() - startedAt;
  const synced = await session.send('POST', '/sync', { 'content-length': '0' });
  const acknowledgedMs = performance.now() - startedAt;
  session.close();
  if (status !== 204 || synced.status !== 204)
    throw new Error(`The plain server answered ${status}, ${synced.status}.`);
  return { receivedMs, acknowledgedMs };
}
