import { recordingFormat } from '../../recording/recorder-run.js';

const practiceMs = 5_000;

/** Records some seconds into memory alone; nothing of it is kept or sent. */
export async function practise(stream: MediaStream): Promise<Blob> {
  const mimeType = recordingFormat();
  if (mimeType === null) throw new Error('This browser cannot record.');
  const recorder = new MediaRecorder(stream, { mimeType });
  const slices: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => slices.push(data));
  const ended = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve());
    recorder.addEventListener('error', () => reject(new Error('The recorder failed.')));
  });
  recorder.start();
  setTimeout(() => {
    if (recorder.state !== 'inactive') recorder.stop();
  }, practiceMs);
  await ended;
  return new Blob(slices, { type: mimeType });
}
