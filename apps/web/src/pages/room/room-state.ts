import type { RecorderFault } from '../../recording/recorder-run.js';

/** What somebody sees of one question. No move happens by a clock but the last, the end of the time with its grace. */
export type RoomPhase =
  | { name: 'ready' }
  /** `isAfterNothing` where a recording was ended before there was anything of it. */
  | { name: 'thinking'; isAfterNothing?: boolean }
  /** An answer in writing instead of a recording. */
  | { name: 'writing' }
  /** The text is acknowledged. */
  | { name: 'written' }
  | { name: 'recording' }
  /** The recorder has stopped; `isSafe` once the server has acknowledged all of it. */
  | { name: 'stopped'; takeId: string; isSafe: boolean; problem: unknown }
  | { name: 'fault'; fault: RecorderFault; atSeconds: number }
  /** Something was left by an earlier page. */
  | { name: 'return'; recordedSeconds: number }
  | { name: 'break' }
  | { name: 'finish' };

export interface RoomState {
  /** Place of the question among those of the interview. */
  index: number;
  phase: RoomPhase;
}

export type RoomMove =
  | { kind: 'show_question' }
  | { kind: 'write' }
  | { kind: 'record_instead' }
  | { kind: 'wrote' }
  | { kind: 'started' }
  | { kind: 'stopped'; takeId: string }
  | { kind: 'was_empty' }
  | { kind: 'acknowledged'; takeId: string }
  | { kind: 'refused'; takeId: string; problem: unknown }
  | { kind: 'broke'; fault: RecorderFault; atSeconds: number }
  | { kind: 'found'; index: number; recordedSeconds: number }
  | { kind: 'again' }
  | { kind: 'use'; questions: number }
  | { kind: 'continue' }
  | { kind: 'go_to'; index: number };

/** The next state; a move that does not fit the phase changes nothing. */
export function nextRoomState(state: RoomState, move: RoomMove): RoomState {
  const { index, phase } = state;
  const to = (next: RoomPhase): RoomState => ({ index, phase: next });
  switch (move.kind) {
    case 'show_question':
      return phase.name === 'ready' ? to({ name: 'thinking' }) : state;
    case 'write':
      return phase.name === 'thinking' ? to({ name: 'writing' }) : state;
    case 'record_instead':
      return phase.name === 'writing' ? to({ name: 'thinking' }) : state;
    case 'wrote':
      return phase.name === 'writing' ? to({ name: 'written' }) : state;
    case 'started':
      return ['thinking', 'fault', 'return'].includes(phase.name) ? to({ name: 'recording' }) : state;
    case 'stopped':
      if (!['recording', 'return', 'fault'].includes(phase.name)) return state;
      return to({ name: 'stopped', takeId: move.takeId, isSafe: false, problem: null });
    case 'was_empty':
      if (!['recording', 'return', 'fault'].includes(phase.name)) return state;
      return to({ name: 'thinking', isAfterNothing: true });
    case 'acknowledged':
      if (phase.name !== 'stopped' || phase.takeId !== move.takeId) return state;
      return to({ ...phase, isSafe: true, problem: null });
    case 'refused':
      if (phase.name !== 'stopped' || phase.takeId !== move.takeId) return state;
      return to({ ...phase, problem: move.problem });
    case 'broke':
      return phase.name === 'recording' ? to({ name: 'fault', fault: move.fault, atSeconds: move.atSeconds }) : state;
    case 'found':
      return { index: move.index, phase: { name: 'return', recordedSeconds: move.recordedSeconds } };
    case 'again':
      return ['stopped', 'fault', 'return'].includes(phase.name) ? to({ name: 'thinking' }) : state;
    case 'use':
      if (phase.name !== 'stopped' && phase.name !== 'written') return state;
      return { index, phase: index + 1 < move.questions ? { name: 'break' } : { name: 'finish' } };
    case 'continue':
      return phase.name === 'break' ? { index: index + 1, phase: { name: 'ready' } } : state;
    case 'go_to':
      // Whoever records, or whose answer is on its way, is not torn away from it.
      if (phase.name === 'recording') return state;
      return { index: move.index, phase: { name: 'ready' } };
  }
}

/** Where somebody goes on: at the first question without an answer, or at the list of all answers. */
export function firstRoomState(answered: readonly boolean[]): RoomState {
  const index = answered.indexOf(false);
  if (index < 0) return { index: Math.max(0, answered.length - 1), phase: { name: 'finish' } };
  return { index, phase: { name: 'ready' } };
}

/** Everybody may end their sentence. */
export const graceSeconds = 20;

export type TimeNotice = 'minute' | 'twenty' | 'over' | null;

/** What is said about the time while it runs. */
export function timeNotice(seconds: number, limitSeconds: number): TimeNotice {
  const left = limitSeconds - seconds;
  if (left <= 0) return 'over';
  if (left <= 20) return 'twenty';
  return left <= 60 ? 'minute' : null;
}
