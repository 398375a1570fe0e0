import { newId } from '@guildhall/messages/contract';
import { type InterviewState, interviewStates, type TakeState, takeStates } from '@guildhall/messages/interviews';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { interviewsSchema } from '../database/data-source.js';
import type { TakeEntity } from '../recording/recording.entities.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { type TakeTransition, takeTransitions } from '../recording/take.states.js';
import type { InterviewEntity } from './interview.entity.js';
import { InterviewRepository } from './interview.repository.js';
import { type InterviewTransition, interviewTransitions } from './interview.states.js';

const now = new Date('2026-01-05T09:00:00.000Z');

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase('interviews', interviewsSchema);
});

afterAll(() => db?.drop());

describe('The table of an interview’s moves', () => {
  const transitions = Object.keys(interviewTransitions) as InterviewTransition[];

  async function interviewIn(state: InterviewState): Promise<string> {
    const interview: InterviewEntity = {
      id: newId('int'),
      applicationId: newId('app'),
      openingId: newId('opn'),
      personId: newId('per'),
      planVersionId: newId('plv'),
      state,
      path: 'ai',
      pathReason: null,
      language: 'en',
      jurisdictions: [],
      ...{ timeFactor: 1, writtenAnswers: false, extraBreaks: false },
      invitedAt: now,
      deadlineAt: now,
      submittedAt: null,
      transcriptCheckUntil: null,
      problem: null,
      ...{ retentionDueAt: null, stage: null, country: null },
    };
    await db.database.transaction((tx) => new InterviewRepository(db.database).insert(tx, interview));
    return interview.id;
  }

  it.each(interviewStates)('lets an interview that is %s go where it says, and nowhere else', async (state) => {
    const repository = new InterviewRepository(db.database);
    for (const transition of transitions) {
      const { from, to } = interviewTransitions[transition];
      const id = await interviewIn(state);
      const isAllowed = (from as readonly InterviewState[]).includes(state);
      const moved = await db.database.transaction((tx) => repository.move(tx, id, transition));
      const found = (await repository.find(id))!.state;
      expect({ transition, moved, found }).toEqual({ transition, moved: isAllowed, found: isAllowed ? to : state });
    }
  });

  it('lets exactly one of ten callers make the same move', async () => {
    const repository = new InterviewRepository(db.database);
    const id = await interviewIn('in_progress');
    const moves = Array.from({ length: 10 }, () => db.database.transaction((tx) => repository.move(tx, id, 'submit')));
    expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1);
  });

  it('leads out of every state but the ends, and back into none of the ends', () => {
    const ends = interviewStates.filter((state) =>
      transitions.every((transition) => !(interviewTransitions[transition].from as readonly string[]).includes(state)),
    );
    expect(ends).toEqual(['expired', 'withdrawn']);
  });
});

describe('The table of a take’s moves', () => {
  async function takeIn(state: TakeState): Promise<string> {
    const take: TakeEntity = {
      id: newId('tak'),
      answerId: newId('ans'),
      interviewId: newId('int'),
      number: 1,
      state,
      recordingId: newId('rec'),
      startedAt: now,
      completedAt: null,
      bytes: null,
      durationMs: null,
      speechMs: null,
      playbackKey: null,
      playbackType: null,
      thumbnailKey: null,
      audioKey: null,
      problem: null,
    };
    await db.database.transaction((tx) => new RecordingRepository(db.database).insertTake(tx, take));
    return take.id;
  }

  it.each(takeStates)('lets a take that is %s go where it says, and nowhere else', async (state) => {
    const repository = new RecordingRepository(db.database);
    for (const transition of Object.keys(takeTransitions) as TakeTransition[]) {
      const { from, to } = takeTransitions[transition];
      const id = await takeIn(state);
      const isAllowed = (from as readonly TakeState[]).includes(state);
      const moved = await db.database.transaction((tx) => repository.moveTake(tx, id, transition));
      const found = (await repository.findTake(id))!.state;
      expect({ transition, moved, found }).toEqual({ transition, moved: isAllowed, found: isAllowed ? to : state });
    }
  });
});
