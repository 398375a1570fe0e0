import {
  firstRoomState,
  nextRoomState,
  type RoomMove,
  type RoomPhase,
  type RoomState,
  timeNotice,
} from './room-state.js';

const at = (phase: RoomPhase, index = 0): RoomState => ({ index, phase });
const moved = (state: RoomState, ...moves: RoomMove[]) => moves.reduce(nextRoomState, state);
const [ready, thinking, recording] = [{ name: 'ready' }, { name: 'thinking' }, { name: 'recording' }] as const;

const moves: RoomMove[] = [
  { kind: 'show_question' },
  { kind: 'started' },
  { kind: 'stopped', takeId: 'tak_1' },
  { kind: 'acknowledged', takeId: 'tak_1' },
  { kind: 'refused', takeId: 'tak_1', problem: 'why' },
  { kind: 'broke', fault: 'camera_lost', atSeconds: 80 },
  { kind: 'again' },
  { kind: 'use', questions: 2 },
  { kind: 'continue' },
];
const [show, started, stopped, acknowledged, refused, broke, again, use, goOn] = moves as [
  ...[RoomMove, RoomMove, RoomMove, RoomMove, RoomMove, RoomMove, RoomMove, RoomMove, RoomMove],
];

describe('The room', () => {
  it('goes from a question to its safe answer, and on to the next after a break', () => {
    const safe = moved(at(ready), show, started, stopped, acknowledged);
    expect(safe).toEqual(at({ name: 'stopped', takeId: 'tak_1', isSafe: true, problem: null }));
    expect(moved(safe, use)).toEqual(at({ name: 'break' }));
    expect(moved(safe, use, goOn)).toEqual(at(ready, 1));
  });

  it('ends with the list of all answers', () => {
    expect(moved(at(ready, 1), show, started, stopped, use)).toEqual(at({ name: 'finish' }, 1));
  });

  it('records only what somebody started: nothing but a click on the question or after a fault leads there', () => {
    for (const phase of [ready, { name: 'break' }, { name: 'finish' }] as const) {
      expect(moved(at(phase), started)).toEqual(at(phase));
    }
  });

  it('takes a text in place of a recording, and leads on from it in the same way', () => {
    const writing = moved(at(thinking), { kind: 'write' });
    expect(writing).toEqual(at({ name: 'writing' }));
    expect(moved(writing, started)).toEqual(writing);
    expect(moved(writing, { kind: 'record_instead' })).toEqual(at(thinking));
    expect(moved(writing, { kind: 'wrote' })).toEqual(at({ name: 'written' }));
    expect(moved(writing, { kind: 'wrote' }, use, goOn)).toEqual(at(ready, 1));
    expect(moved(at(recording), { kind: 'write' })).toEqual(at(recording));
    expect(moved(at(thinking), { kind: 'wrote' })).toEqual(at(thinking));
  });

  it('takes up a recording that broke off, or begins it anew', () => {
    const fault = moved(at(recording), broke);
    expect(fault).toEqual(at({ name: 'fault', fault: 'camera_lost', atSeconds: 80 }));
    expect(moved(fault, started)).toEqual(at(recording));
    expect(moved(fault, again)).toEqual(at(thinking));
    expect(moved(fault, stopped)).toMatchObject(at({ name: 'stopped', takeId: 'tak_1', isSafe: false, problem: null }));
  });

  it('leads back to the question, with a word about it, where nothing was recorded', () => {
    const empty = at({ name: 'thinking', isAfterNothing: true });
    expect(moved(at(recording), { kind: 'was_empty' })).toEqual(empty);
    expect(moved(at(recording), broke, { kind: 'was_empty' })).toEqual(empty);
    expect(moved(empty, started)).toEqual(at(recording));
    expect(moved(at(ready), { kind: 'was_empty' })).toEqual(at(ready));
  });

  it('shows what an earlier page left', () => {
    const found = moved(at(ready), { kind: 'found', index: 1, recordedSeconds: 80 });
    expect(found).toEqual(at({ name: 'return', recordedSeconds: 80 }, 1));
    expect(moved(found, started)).toEqual(at(recording, 1));
  });

  it('hears nothing of a take that is not the one on the screen', () => {
    const state = moved(at(recording), stopped);
    expect(moved(state, { kind: 'acknowledged', takeId: 'tak_2' })).toEqual(state);
    expect(moved(state, { kind: 'refused', takeId: 'tak_2', problem: 1 })).toEqual(state);
    expect(moved(state, refused)).toMatchObject({ phase: { isSafe: false, problem: 'why' } });
  });

  it('tears nobody away from a recording', () => {
    expect(moved(at(recording), { kind: 'go_to', index: 1 })).toEqual(at(recording));
    expect(moved(at(thinking), { kind: 'go_to', index: 1 })).toEqual(at(ready, 1));
  });
});

it('begins at the first question without an answer', () => {
  expect(firstRoomState([true, false, false])).toEqual(at(ready, 1));
  expect(firstRoomState([true, true])).toEqual(at({ name: 'finish' }, 1));
});

it('warns a minute and twenty seconds before the end, and lets sentences be ended', () => {
  expect([0, 119, 120, 159, 160, 180, 199].map((seconds) => timeNotice(seconds, 180))).toEqual([
    ...[null, null, 'minute', 'minute', 'twenty', 'over', 'over'],
  ]);
});
