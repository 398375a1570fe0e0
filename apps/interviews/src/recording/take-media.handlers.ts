import { join } from 'node:path';
import { HandleJob, type JobRun, ParkJob } from '@guildhall/jobs';
import { takePlayable } from '@guildhall/messages/interviews';
import { SpoolFolder } from '@guildhall/storage';
import { Injectable } from '@nestjs/common';
import { hearingStates } from '../interview/interview.states.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { extractWav, type PlayableTake, remuxTake as remux, type TakeSegment } from '../media/ffmpeg.js';
import { probeRecording } from '../media/probe.js';
import { rejectRecording } from '../media/recording-rejection.js';
import { sniffContainer } from '../media/sniff.js';
import { measureSpeech, requireSpeech } from '../media/speech-activity.js';
import { WorkDirectories } from '../media/work-directory.js';
import type { SegmentEntity } from './recording.entities.js';
import { RecordingRepository } from './recording.repository.js';
import {
  extractTakeAudio,
  makeThumbnail,
  moveTake,
  probeTake,
  remuxTake,
  type TakeJobPayload,
  transcribeTake,
} from './take.jobs.js';
import { takeSteps } from './take.states.js';
import { objectKeys, TakeFiles, type Written } from './take-files.js';
import { TakeSteps } from './take-steps.js';

/** What happens to an acknowledged recording before somebody or something listens to it. */
@Injectable()
export class TakeMediaHandlers {
  constructor(
    private readonly steps: TakeSteps,
    private readonly recordings: RecordingRepository,
    private readonly files: TakeFiles,
    private readonly spool: SpoolFolder,
    private readonly work: WorkDirectories,
    private readonly facts: InterviewFacts,
  ) {}

  /** From the spool into encrypted storage. The spool's copy goes when the move is committed. */
  @HandleJob(moveTake)
  async move({ takeId }: TakeJobPayload, run: JobRun): Promise<void> {
    await this.steps.run(takeSteps.move, takeId, run, async ({ take, segments }) => {
      for (const segment of segments) {
        const [key, path] = [objectKeys.segment(takeId, segment.number), this.spool.contentFile(segment.uploadId)];
        requireAcknowledged(segment, await this.files.keep(take, key, path, run.signal));
      }
      return async (tx) => {
        for (const { number } of segments) {
          await this.recordings.placeSegment(tx, takeId, number, objectKeys.segment(takeId, number));
        }
        await this.recordings.moveTake(tx, takeId, 'store');
        await this.steps.next(tx, probeTake, takeId, run);
      };
    });
  }

  @HandleJob(probeTake)
  async probe({ takeId }: TakeJobPayload, run: JobRun): Promise<void> {
    // Here and not after the move's commit, where a kill would leave the copies behind.
    for (const { uploadId } of await this.recordings.segmentsOf(takeId)) await this.spool.remove(uploadId);
    await this.steps.run(takeSteps.probe, takeId, run, async ({ take, answer, segments, limits }) => {
      const seconds = await this.work.use(async (directory) => {
        const paths = await this.files.fetchSegments(take, segments, directory, run.signal);
        const durations: number[] = [];
        for (const path of paths) durations.push((await probeRecording(path, limits)).durationSeconds);
        return durations;
      });
      const total = seconds.reduce((sum, duration) => sum + duration, 0);
      if (total > limits.maxDurationSeconds) {
        throw rejectRecording('recording_too_long', `The segments last ${Math.round(total)} s together.`);
      }
      return async (tx, interview) => {
        for (const [number, duration] of seconds.entries()) {
          await this.recordings.timeSegment(tx, takeId, number, milliseconds(duration));
        }
        await this.recordings.moveTake(tx, takeId, 'probe', { durationMs: milliseconds(total) });
        // Read again under the lock: the applicant may have submitted, or chosen another take, while the probe ran.
        const current = await this.recordings.findAnswer(answer.id, tx);
        const counts = current?.kind === 'recorded' && current.chosenTakeId === takeId;
        if (hearingStates.includes(interview.state) && counts) await this.steps.next(tx, remuxTake, takeId, run);
      };
    });
  }

  /** Repairs the recording, so that it has a duration and can be wound, and joins its segments. */
  @HandleJob(remuxTake)
  async remux({ takeId }: TakeJobPayload, run: JobRun): Promise<void> {
    await this.steps.run(takeSteps.remux, takeId, run, async ({ take, answer, segments, limits }) => {
      const playable = await this.work.use(async (directory) => {
        const paths = await this.files.fetchSegments(take, segments, directory, run.signal);
        const probed: TakeSegment[] = [];
        for (const path of paths) probed.push({ path, probed: await probeRecording(path, limits) });
        const made = await remux(probed, limits, { directory, signal: run.signal });
        await this.files.keep(take, objectKeys.playback(takeId), made.path, run.signal);
        return made;
      });
      return async (tx, interview, at) => {
        // Copying moves a border by a frame or so: from now on the parts are those of the file that is played.
        for (const [number, durationMs] of partDurationsMs(playable).entries()) {
          await this.recordings.timeSegment(tx, takeId, number, durationMs);
        }
        await this.recordings.moveTake(tx, takeId, 'remux', {
          playbackKey: objectKeys.playback(takeId),
          playbackType: playable.mimeType,
          durationMs: milliseconds(playable.durationSeconds),
        });
        const { questionId } = answer;
        await this.facts.publish(tx, takePlayable, interview, { takeId, questionId }, run.context, at);
        if (playable.mimeType.startsWith('video/')) await this.steps.next(tx, makeThumbnail, takeId, run);
        await this.steps.next(tx, extractTakeAudio, takeId, run);
      };
    });
  }

  /** The sound alone, and how much speech there is in it: silence is found here, before an engine invents words in it. */
  @HandleJob(extractTakeAudio)
  async extractAudio({ takeId }: TakeJobPayload, run: JobRun): Promise<void> {
    await this.steps.run(takeSteps.extractAudio, takeId, run, async ({ take }) => {
      const speech = await this.work.use(async (directory) => {
        const path = await this.files.fetch(take, objectKeys.playback(takeId), join(directory, 'playback'), run.signal);
        const wav = join(directory, 'audio.wav');
        const durationSeconds = (take.durationMs ?? 0) / 1000;
        await extractWav({ path, container: await sniffContainer(path), durationSeconds }, wav, run.signal);
        const activity = await measureSpeech(wav, run.signal);
        requireSpeech(activity);
        await this.files.keep(take, objectKeys.audio(takeId), wav, run.signal);
        return activity;
      });
      return async (tx) => {
        const changes = { audioKey: objectKeys.audio(takeId), speechMs: milliseconds(speech.speechSeconds) };
        await this.recordings.moveTake(tx, takeId, 'extractAudio', changes);
        await this.steps.next(tx, transcribeTake, takeId, run);
      };
    });
  }
}

/**
 * What moves is what was acknowledged, or nothing does: the spool's copy stays where it is, for a person to look at.
 * @throws ParkJob
 */
function requireAcknowledged({ number, bytes, sha256 }: SegmentEntity, written: Written): void {
  if (written.bytes === bytes && written.sha256 === sha256.toLowerCase()) return;
  const found = written.bytes === bytes ? 'a different SHA-256' : `${written.bytes} of ${bytes} bytes`;
  throw new ParkJob(`Segment ${number} in the spool is not the one that was acknowledged: it has ${found}.`);
}

/** From each segment's start to the next one's; together as long as the take. */
function partDurationsMs({ segmentStartsSeconds, durationSeconds }: PlayableTake): number[] {
  const borders = [...segmentStartsSeconds, durationSeconds].map(milliseconds);
  return segmentStartsSeconds.map((_, index) => Math.max(0, borders[index + 1]! - borders[index]!));
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}
