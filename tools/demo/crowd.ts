import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import type { ApiClient } from '../client/api-client.js';
import { ApplicantClient } from '../client/applicant.js';
import type { MailboxClient } from '../client/mailbox-client.js';
import { sampleAnswers } from './demo-applicants.js';

/** Somebody made up, who answers in writing. */
export interface CrowdMember {
  name: string;
  email: string;
  text: string;
}

interface CrowdPlace {
  anonymous: ApiClient;
  mailbox: MailboxClient;
  openingId: string;
  question: string;
}

/** Each waits for a mail; more at once only make the mails slower. */
const peopleAtOnce = 8;
const progressEvery = 20;
const clippedTo = 12;

/**
 * People whose answers are sentences of the samples: the more of the better samples' sentences, the better. The same number
 * has the same answer in every run.
 */
export function crowd(people: number): CrowdMember[] {
  const sentences = sampleAnswers()
    .filter(({ id }) => id !== 'stuffed')
    .flatMap(({ id, text }) => sentencesOf(text).map((sentence) => ({ id, sentence })));
  return Array.from({ length: people }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    const skill = shareOf(number);
    const chosen = sentences.filter(({ id, sentence }) => shareOf(number, sentence) < likelihoodOf(id, skill));
    const told = chosen.slice(0, clippedTo).map(({ sentence }) => sentence);
    return { name: `Generated ${number}`, email: `generated-${number}@applicants.example`, text: told.join(' ') };
  }).map((member) => ({ ...member, text: member.text || sentences[0]!.sentence }));
}

/** Everybody applies, consents, writes and submits by the public API; does not wait for results. */
export async function sendCrowd(
  members: CrowdMember[],
  { anonymous, mailbox, openingId, question }: CrowdPlace,
  onProgress: (submitted: number) => void,
): Promise<void> {
  const inTurn = pLimit(peopleAtOnce);
  let submitted = 0;
  const send = async ({ name, email, text }: CrowdMember) => {
    const details = { name, email, region: 'US-NY', language: 'en' };
    const client = await ApplicantClient.apply(anonymous, mailbox, openingId, details);
    await client.consent();
    await client.write(question, text);
    await client.submit();
    submitted += 1;
    if (submitted % progressEvery === 0 || submitted === members.length) onProgress(submitted);
  };
  await Promise.all(members.map((member) => inTurn(send, member)));
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=\.)\s+/).filter((sentence) => sentence.length > 0);
}

/** From 0 to 1, evenly spread, the same for the same words. */
function shareOf(...words: string[]): number {
  return createHash('sha256').update(words.join('\n')).digest().readUInt32BE() / 2 ** 32;
}

/** How likely somebody of that skill (0 to 1) says a sentence of that sample. */
function likelihoodOf(sample: string, skill: number): number {
  if (sample === 'excellent') return skill * 0.8;
  if (sample === 'good') return skill * 0.5;
  if (sample === 'offtopic') return skill < 0.04 ? 0.9 : 0.02;
  return (1 - skill) * 0.6;
}
