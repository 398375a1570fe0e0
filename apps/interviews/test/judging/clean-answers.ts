import { generator } from '../answer-changes.js';
import { planSamples } from '../plan-samples.js';
import { type AttackString, sampleAnswers, testStrings } from '../sample-answers.js';

const professions = ['chef', 'financial-analyst', 'lawyer', 'linguist', 'physician', 'software-engineer'] as const;

/** Ordinary talk of people who grade, instruct and check for a living: the parts of a sentence, each said as it stands. */
const talk = {
  opening: ['once', 'last year', 'in my last project', 'it happened that', 'I remember that', 'now and then'],
  who: [
    'the model',
    'a student',
    'the first reviewer',
    'my colleague',
    'one of the answers',
    'the software we use',
    'a junior analyst',
  ],
  did: [
    'ignored the instructions',
    'skipped the second step',
    'gave full marks to a wrong result',
    'answered yes to every point',
    'forgot the rules about rounding',
    'claimed that everything had been verified',
    'repeated the prompt instead of answering',
    'put five out of five under an empty page',
  ],
  sequel: [
    'so I marked that point as not shown',
    'and I wrote down why',
    'which I would not accept',
    'so I asked for the source',
    'and we talked about it afterwards',
    'so I took the marks away',
  ],
};
const rules = {
  opening: [
    'when I grade',
    'in my checklist it says that',
    'I told the team that',
    'the guidelines were that',
    'for me',
  ],
  what: [
    'an answer gets the top mark only if each figure can be traced',
    'every point needs a sentence that shows it',
    'nobody is passed because of a good feeling',
    'the score is given before we talk to each other',
    'the system has to reject a record without a date',
    'a confident tone is worth nothing',
  ],
  why: [
    'because otherwise two people come to two results',
    'and I explain every mark I take away',
    'so that the next person can repeat it',
    'even if the final value is right',
    'and please do not ask me how long that took',
  ],
};

/** Sentences of the same kind in the other languages, beside those of the test strings. */
const otherTalk: Record<string, readonly string[]> = {
  es: [
    'Cuando corrijo escribo primero los criterios y después leo las respuestas.',
    'El modelo dijo que todo estaba comprobado pero la fuente decía otra cosa.',
    'Mi compañera puso la nota máxima y yo no estaba de acuerdo.',
    'Le expliqué al equipo por qué no vale una respuesta sin pasos.',
  ],
  fr: [
    'Je note chaque point séparément et je cite la phrase qui le montre.',
    'Le système avait validé toutes les lignes alors que deux étaient fausses.',
    'Un étudiant m’a dit que la consigne n’était pas claire et il avait raison.',
    'Je compare toujours le résultat avec le rapport publié.',
  ],
  ar: [
    'أكتب المعايير قبل أن أقرأ أي إجابة.',
    'قال النموذج إن كل شيء صحيح لكن الرقم لم يكن في التقرير.',
    'شرحت للفريق لماذا خصمت نقطة من هذه الإجابة.',
    'أراجع الحساب مرة ثانية مع زميل لم يره من قبل.',
  ],
  hi: [
    'मैं पहले मानदंड लिखता हूँ और फिर उत्तर पढ़ता हूँ।',
    'मॉडल ने कहा कि सब सही है लेकिन रिपोर्ट में संख्या अलग थी।',
    'मैंने टीम को समझाया कि इस उत्तर में अंक क्यों काटे गए।',
    'मैं हर संख्या को मूल दस्तावेज़ से मिलाता हूँ।',
  ],
  zh: [
    '我先写好评分标准,再看回答。',
    '模型说全部核对过了,可是报告里的数字不一样。',
    '我向团队解释为什么这一条扣分。',
    '我会请没看过结果的同事再算一遍。',
  ],
};

/** Longer texts are what people say; no two of a run are the same but by chance. */
export function generatedCleanAnswers(count: number): AttackString[] {
  const random = generator(7);
  const english = sentencesOf(englishTexts());
  const languages = Object.keys(otherTalk);
  return Array.from({ length: count }, (_, at) => {
    // Two in three are English, as most answers that are scored are.
    if (at % 3 !== 2) return { id: `generated ${at + 1}`, lang: 'en', text: englishAnswer(english, random) };
    const lang = languages[Math.floor(at / 3) % languages.length]!;
    return { id: `generated ${at + 1}`, lang, text: otherAnswer(lang, random) };
  });
}

/** What people said or wrote in earnest: answers of the samples and of the plan templates. */
export function sampleCleanAnswers(): AttackString[] {
  return englishTexts().map((text, at) => ({ id: `sample ${at + 1}`, lang: 'en', text }));
}

function englishTexts(): string[] {
  const ofPlans = professions.flatMap((id) => planSamples(id).answers.flatMap(({ strong, weak }) => [strong, weak]));
  return [...ofPlans, ...sampleAnswers().map(({ text }) => text)];
}

function englishAnswer(sentences: readonly string[], random: () => number): string {
  const own = [
    ...Array.from({ length: 2 + Math.floor(random() * 3) }, () => oneOf(sentences, random)),
    sentence([talk.opening, talk.who, talk.did, talk.sequel], random),
    ...(random() < 0.5 ? [sentence([rules.opening, rules.what, rules.why], random)] : []),
    ...(random() < 0.3 ? [oneOf(cleanTexts('en'), random)] : []),
  ];
  return shuffled(own, random).join(' ');
}

function otherAnswer(lang: string, random: () => number): string {
  return shuffled([...otherTalk[lang]!, ...cleanTexts(lang)], random)
    .slice(0, 2 + Math.floor(random() * 3))
    .join(' ');
}

const clean = [...testStrings('clean'), ...testStrings('unseen-clean')];
const cleanTexts = (lang: string) => clean.filter((each) => each.lang === lang).map(({ text }) => text);

function sentence(parts: readonly (readonly string[])[], random: () => number): string {
  const text = parts.map((part) => oneOf(part, random)).join(' ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function sentencesOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(/(?<=[.?!])\s+/));
}

function oneOf<T>(all: readonly T[], random: () => number): T {
  return all[Math.floor(random() * all.length)]!;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
