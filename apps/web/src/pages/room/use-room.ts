import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { queryClient, type Schemas } from '../../api/queries.js';
import { type ByteLog, groupedByTake } from '../../recording/byte-log.js';
import { holdRecordings } from '../../recording/hand-over.js';
import type { RecorderFault } from '../../recording/recorder-run.js';
import { type TakeProgress, TakeRecording } from '../../recording/take-recording.js';
import { firstRoomState, graceSeconds, nextRoomState } from './room-state.js';

const nothing: TakeProgress = { recordedSeconds: 0, safeSeconds: 0, isAnswered: true };
const tickMs = 200;
const unwatched = { progressed: () => undefined, broke: () => undefined };

export const isAnswered = ({ answer }: Schemas['InterviewQuestion']): boolean => answer?.state === 'answered';

/**
 * One applicant's way through the questions: what is on the screen, and the take behind it. `left` is what an earlier page kept and
 * did not get acknowledged.
 */
export function useRoom(interview: Schemas['Interview'], left: ByteLog[]) {
  const { questions, id: interviewId } = interview;
  const [state, move] = useReducer(nextRoomState, questions.map(isAnswered), firstRoomState);
  const [progress, setProgress] = useState(nothing);
  const [problem, setProblem] = useState<unknown>(null);
  const take = useRef<TakeRecording | null>(null);
  /** Those that are not acknowledged yet; somebody may go on while their answer is on its way. */
  const open = useRef(new Set<TakeRecording>());
  const question = questions[state.index]!;
  /** A click that comes while the one before is at work means the same one. */
  const isBusy = useRef(false);
  const limitSeconds = question.answerSeconds;
  const isRecording = state.phase.name === 'recording';

  const broke = useCallback(async (fault: RecorderFault) => {
    const broken = take.current;
    if (!broken) return;
    const atSeconds = broken.progress.recordedSeconds;
    move({ kind: 'broke', fault, atSeconds });
    await broken.stop();
    await broken.interrupted(fault);
  }, []);

  const events = useRef({ progressed: setProgress, broke: (fault: RecorderFault) => void broke(fault) });

  const acknowledge = useCallback(async (recording: TakeRecording) => {
    const { takeId } = recording;
    try {
      await recording.complete();
      open.current.delete(recording);
      move({ kind: 'acknowledged', takeId });
    } catch (thrown) {
      move({ kind: 'refused', takeId, problem: thrown });
    }
    await queryClient.invalidateQueries({ queryKey: ['interview', recording.interviewId] });
  }, []);

  /** The server would refuse a take without a byte; as it is never completed, it counts as no try. */
  const giveUpEmpty = useCallback(async (recording: TakeRecording) => {
    open.current.delete(recording);
    take.current = null;
    await recording.discard();
    setProgress(nothing);
    move({ kind: 'was_empty' });
  }, []);

  /** By a person's click alone. Behind a fault or a return it is another part of the same take. */
  const record = async (stream: MediaStream) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setProblem(null);
    const goesOn = state.phase.name === 'fault' || state.phase.name === 'return';
    try {
      if (!goesOn) {
        setProgress(nothing);
        const started = await TakeRecording.start(interviewId, question.id, events.current);
        open.current.add(started);
        take.current = started;
      }
      await take.current!.record(stream);
      move({ kind: 'started' });
    } catch (thrown) {
      setProblem(thrown);
    } finally {
      isBusy.current = false;
    }
  };

  const stop = useCallback(async () => {
    const recording = take.current;
    if (!recording || isBusy.current) return;
    isBusy.current = true;
    await recording.begun();
    await recording.stop();
    isBusy.current = false;
    if (recording.isEmpty) return await giveUpEmpty(recording);
    move({ kind: 'stopped', takeId: recording.takeId });
    await acknowledge(recording);
  }, [acknowledge, giveUpEmpty]);

  /** Another take; what there is of an unfinished one is given up, as the applicant asks. */
  const again = async () => {
    const { current } = take;
    const isAcknowledged = state.phase.name === 'stopped' && state.phase.isSafe;
    if (current && !isAcknowledged) {
      open.current.delete(current);
      await current.discard();
    }
    take.current = null;
    setProgress(nothing);
    move({ kind: 'again' });
  };

  /** The last completed take counts unless another is chosen, so the one on the screen is. */
  const use = () => {
    if (state.phase.name !== 'stopped' && state.phase.name !== 'written') return;
    take.current = null;
    setProgress(nothing);
    move({ kind: 'use', questions: questions.length });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was there when the page came
  useEffect(() => {
    let isGone = false;
    const takeUp = async (logs: ByteLog[], isLast: boolean) => {
      const resumed = await TakeRecording.resume(logs, isLast ? events.current : unwatched);
      if (isGone) return resumed.leave();
      open.current.add(resumed);
      // Somebody had gone on already from all but the last: those only have to arrive.
      if (!isLast) return acknowledge(resumed);
      take.current = resumed;
      const index = questions.findIndex(({ id }) => id === resumed.questionId);
      setProgress(resumed.progress);
      move({ kind: 'found', index: Math.max(0, index), recordedSeconds: resumed.progress.recordedSeconds });
    };
    const takes = groupedByTake(left);
    for (const [place, logs] of takes.entries()) void takeUp(logs, place === takes.length - 1);
    return () => {
      isGone = true;
    };
  }, []);

  useEffect(() => {
    if (!isRecording) return;
    const timer = setInterval(() => {
      const now = take.current?.progress;
      if (!now) return;
      setProgress(now);
      if (now.recordedSeconds >= limitSeconds + graceSeconds) void stop();
    }, tickMs);
    return () => clearInterval(timer);
  }, [isRecording, limitSeconds, stop]);

  // The page is left, or another tab took over: what is kept here is taken up there.
  useEffect(() => {
    const all = open.current;
    const release = holdRecordings(interviewId);
    return () => void Promise.allSettled([...all].map((recording) => recording.leave())).then(release);
  }, [interviewId]);

  const { playback = null, parts = 0 } = take.current ?? {};
  return { state, move, question, progress, problem, record, stop, again, use, playback, parts };
}
