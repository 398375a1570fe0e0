import { ApiProblem } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import { saveJson } from '../../api/save-file.js';

const mostPages = 20;

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

async function everything<T>(page: (query: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const next: Page<T> = await page({ limit: 100, ...(cursor !== null && { cursor }) });
    found.push(...next.data);
    cursor = next.nextCursor;
    if (cursor === null) break;
  }
  return found;
}

/** What does not exist yet, or not any more, is left out. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && [404, 409].includes(thrown.status)) return null;
    throw thrown;
  }
}

async function interviewOf(interviewId: string) {
  const params = { path: { interviewId } };
  const interview = await bodyOf(api.GET('/v1/interviews/{interviewId}', { params }));
  const transcripts = await orNull(bodyOf(api.GET('/v1/interviews/{interviewId}/transcripts', { params })));
  const signals = await orNull(bodyOf(api.GET('/v1/interviews/{interviewId}/signals', { params })));
  return { ...interview, transcripts: transcripts?.transcripts ?? [], signals: signals?.data ?? [] };
}

/** All that the API gives of somebody, one question after the other: it is their own rate limit. */
async function collectMyData() {
  const profile = await bodyOf(api.GET('/v1/me'));
  const applications = [];
  for (const { id } of await everything((query) => bodyOf(api.GET('/v1/me/applications', { params: { query } })))) {
    const params = { path: { applicationId: id } };
    applications.push(await bodyOf(api.GET('/v1/me/applications/{applicationId}', { params })));
  }
  const interviews = [];
  for (const { id } of await everything((query) => bodyOf(api.GET('/v1/me/interviews', { params: { query } })))) {
    interviews.push(await interviewOf(id));
  }
  const deletions = await everything((query) => bodyOf(api.GET('/v1/me/deletions', { params: { query } })));
  const signIns = (await bodyOf(api.GET('/v1/me/sign-ins'))).data;
  return { collectedAt: new Date().toISOString(), profile, signIns, applications, interviews, deletions };
}

export async function saveMyData(): Promise<void> {
  saveJson('guildhall-my-data.json', await collectMyData());
}
