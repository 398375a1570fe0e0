import type { StaffOpening } from '@guildhall/messages/applicants';
import type { Interview, Transcripts } from '@guildhall/messages/interviews';
import type { Page } from 'playwright-core';
import { probeRecording } from '../../apps/interviews/src/media/probe.js';
import type { StaffAccount } from '../../tools/client/staff.js';
import { wordErrorRate } from '../../tools/samples/word-error-rate.js';
import { telephone } from '../support/browser.js';
import { type Hands, keyboardOn, pointer } from '../support/hands.js';
import type { House } from '../support/house.js';
import { note } from '../support/measurements.js';
import { makeOpening, sampleAnswer, samplePlan, sampleRecording } from '../support/opening.js';
import { beginning, type Language, label, phrase } from '../support/phrases.js';
import { openRecordingBrowser, recordedUntil } from '../support/recording-browser.js';
import { Visit } from '../support/visit.js';

/** From when the microphone is opened to when the recorder runs. */
const silenceSeconds = 4;
const worstWordErrorRate = 0.2;

interface Walk {
  language: Language;
  by: 'pointer' | 'keyboard';
  /** What is said to each question. */
  answers: [string, string, string];
}

const walks: Walk[] = [
  { language: 'en', by: 'pointer', answers: ['excellent', 'good', 'mediocre'] },
  { language: 'ar', by: 'keyboard', answers: ['weak', 'offtopic', 'good'] },
];

/** In real time, with another answer spoken to each question. */
describe('an applicant in a browser', () => {
  const visit = Visit.at(telephone, {
    open: () => openRecordingBrowser({ speaksOnce: true }),
    context: { permissions: ['camera', 'microphone'] },
  });
  const { url } = visit;
  let house: House;
  let page: Page;
  let recruiter: StaffAccount;
  let opening: StaffOpening;

  beforeAll(async () => {
    house = visit.house;
    recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api, { countries: ['US', 'EG'], transcriptCheckHours: 48 });
  });

  beforeEach(() => {
    page = visit.page;
  });

  it.each(walks)(
    'gets from the openings to an interview that is sent, with pages in "$language" and by $by',
    async ({ language, by, answers }) => {
      const hands = by === 'pointer' ? pointer : keyboardOn(page);
      const email = `${language}@applicants.example`;
      await enter(language, opening);
      await apply(language, hands, email, { country: 'US', language: 'en' });
      await hands.press(page.getByRole('link', { name: phrase(language, 'me:toRecord') }));
      await hands.press(button(language, 'consent:agree'));
      await page.getByText(phrase(language, 'check:works')).nth(3).waitFor();
      await hands.press(page.getByRole('link', { name: phrase(language, 'check:go') }));
      for (const [index, answer] of answers.entries()) await record(language, hands, answer, index);
      await hands.press(button(language, 'room:send'));
      await page.getByRole('heading', { level: 1, name: opening.title }).waitFor();
      await house.settle();
      for (const [index, answer] of answers.entries()) {
        const errors = wordErrorRate(sampleAnswer(answer), await heardAt(index));
        note('walks', { language, by, answer, wordErrorRate: Number(errors.toFixed(3)) });
        expect(errors).toBeLessThan(worstWordErrorRate);
      }
      await page.goto(url(`/me/interviews/${(await interview()).id}`));
      await hands.press(button(language, 'transcript:right'));
      await page.getByRole('heading', { level: 1, name: opening.title }).waitFor();
      expect((await interview()).state).not.toBe('transcript_check');
    },
    420_000,
  );

  it('is offered a person where no engine knows the language, and records nothing', async () => {
    const plan = { ...samplePlan, id: 'in-arabic', language: 'ar' };
    const arabic = await makeOpening(recruiter.api, { title: 'محلل مالي', languages: ['ar'], countries: ['EG'] }, plan);
    const hands = keyboardOn(page);
    await enter('ar', arabic);
    await apply('ar', hands, 'huda@applicants.example', { country: 'EG', language: 'ar' });
    await page.getByRole('heading', { level: 1, name: phrase('ar', 'me:home') }).waitFor();
    const { id, applicationId } = await interview();
    await page.goto(url(`/me/interviews/${id}/consent`));
    await page.getByText(phrase('ar', 'consent:language')).waitFor();
    expect(await button('ar', 'consent:agree').count()).toBe(0);
    const toStatus = page.getByRole('link', { name: phrase('ar', 'consent:toStatus') });
    expect(await toStatus.getAttribute('href')).toBe(`/me/applications/${applicationId}`);
    await hands.press(toStatus);
    await page
      .getByText(beginning(phrase('ar', 'me:why.unsupported_language')))
      .first()
      .waitFor();
    expect(await interview()).toMatchObject({ state: 'human_path', pathReason: 'unsupported_language' });
  });

  const button = (language: Language, name: Parameters<typeof phrase>[1]) =>
    page.getByRole('button', { name: phrase(language, name) });

  async function enter(language: Language, { title }: StaffOpening): Promise<void> {
    const hands = language === 'en' ? pointer : keyboardOn(page);
    await page.goto(url(`/jobs?lang=${language}`));
    await hands.press(page.getByRole('link', { name: title }));
    await hands.press(page.getByRole('link', { name: phrase(language, 'openings:apply') }));
  }

  async function apply(
    language: Language,
    hands: Hands,
    email: string,
    answers: { country: string; language: string },
  ): Promise<void> {
    const field = (name: Parameters<typeof phrase>[1]) => page.getByLabel(label(phrase(language, name)));
    await hands.write(field('apply:displayName'), language === 'en' ? 'Ada Example' : 'هدى مثال');
    await hands.write(field('apply:email'), email);
    await hands.choose(field('apply:country'), answers.country);
    if (answers.country === 'US') await hands.choose(field('apply:state'), 'IL');
    await hands.choose(field('apply:language'), answers.language);
    await hands.press(button(language, 'shared:continue'));
    await page.getByRole('heading', { level: 1, name: phrase(language, 'apply:requirements') }).waitFor();
    await hands.press(button(language, 'shared:continue'));
    await hands.press(button(language, 'apply:send'));
    await hands.write(field('signIn:code'), await house.mailbox.code(email));
    await hands.press(button(language, 'signIn:signIn'));
  }

  /** The page is opened anew, and the microphone with it: then it says what belongs to this question. */
  async function record(language: Language, hands: Hands, answer: string, index: number): Promise<void> {
    await button(language, 'room:show').waitFor();
    await visit.opened.speak(sampleRecording(answer), silenceSeconds);
    await page.reload();
    await hands.press(button(language, 'room:show'));
    await hands.press(button(language, 'room:start'));
    const { durationSeconds } = await probeRecording(sampleRecording(answer), { maxDurationSeconds: 600 });
    await recordedUntil(page, silenceSeconds + durationSeconds);
    await hands.press(button(language, 'room:stop'));
    await page.getByText(phrase(language, 'room:allSafe')).waitFor();
    await hands.press(button(language, 'room:use'));
    if (index < 2) await hands.press(button(language, 'shared:continue'));
  }

  async function interview(): Promise<Interview> {
    const { data } = await (await page.request.get(url('/v1/me/interviews'))).json();
    return await (await page.request.get(url(`/v1/interviews/${data[0].id}`))).json();
  }

  async function heardAt(index: number): Promise<string> {
    const { id, questions } = await interview();
    const found = (await (await page.request.get(url(`/v1/interviews/${id}/transcripts`))).json()) as Transcripts;
    const transcript = found.transcripts.find(({ questionId }) => questionId === questions[index]!.id);
    return transcript?.text ?? '';
  }
});
