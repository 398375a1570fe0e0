import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { takesBegunHere } from '../../recording/takes-begun-here.js';

/** A recording that was begun in another browser and is not acknowledged. */
export interface BegunTake {
  takeId: string;
  questionId: string;
  startedAt: string | null;
  /** That have arrived, and are safe. */
  bytes: number;
}

/** Of each question without an answer the take that was begun last, unless it was begun in this browser. */
export function unfinishedElsewhere(
  questions: Schemas['Interview']['questions'],
  begunHere: readonly string[],
): Omit<BegunTake, 'bytes'>[] {
  return questions.flatMap(({ id, answer }) => {
    if (!answer || answer.state === 'answered') return [];
    const take = answer.takes.filter(({ state }) => state === 'open').at(-1);
    if (!take || begunHere.includes(take.id)) return [];
    return [{ takeId: take.id, questionId: id, startedAt: take.startedAt ?? null }];
  });
}

/** Those of which something has arrived. Where that cannot be learned, the room is there all the same. */
export async function begunElsewhere(interview: Schemas['Interview']): Promise<BegunTake[]> {
  const takes = unfinishedElsewhere(interview.questions, takesBegunHere(interview.id));
  const begun = takes.map(async (take) => {
    const params = { path: { takeId: take.takeId } };
    const { data } = await bodyOf(api.GET('/v1/takes/{takeId}/uploads', { params })).catch(() => ({ data: [] }));
    return { ...take, bytes: data.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
  return (await Promise.all(begun)).filter(({ bytes }) => bytes > 0);
}
