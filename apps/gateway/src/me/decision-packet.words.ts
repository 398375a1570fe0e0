/** Words of the packet; what is in braces is filled in. */
export interface PacketWords {
  title: string;
  opening: string;
  application: string;
  decision: Record<'advance' | 'not_select' | 'hold', string>;
  by: string;
  byAPerson: string;
  reason: string;
  reasons: Record<string, string>;
  before: string;
  basis: Record<'compared' | 'baseline' | 'unclear' | 'person', string>;
  madeBy: string;
  plan: string;
  level: string;
  word: Record<'clear' | 'partial' | 'little', string>;
  noLevel: string;
  quotes: string;
  noQuotes: string;
  supports: string;
  against: string;
  heardAt: string;
  inWriting: string;
  raising: string;
  oneHigher: string;
  missing: string;
  heldDown: string;
  questions: string;
  asking: string;
}

const en: PacketWords = {
  title: 'How this was decided',
  opening: 'Opening: {title}',
  application: 'Application {id}',
  decision: { advance: 'Selected', not_select: 'Not selected', hold: 'On hold' },
  by: 'Decided by {name} on {date}.',
  byAPerson: 'Decided by a person on {date}.',
  reason: 'Reason: {reason}.',
  reasons: {
    strong_evidence: 'strong evidence in your answers',
    meets_requirements: 'the requirements are met',
    special_expertise: 'special expertise',
    requirements_not_met: 'requirements are not met',
    evidence_insufficient: 'too little evidence in your answers',
    position_filled: 'the position is filled',
    withdrawn_by_opening: 'the opening was withdrawn',
  },
  before: 'What lay before this person',
  basis: {
    compared: 'AI compared your words with the criteria below, the same for everybody here. It decided nothing.',
    baseline:
      'A demonstration engine compared your words with the criteria below, the same for everybody here. It gives words instead of levels, and decided nothing.',
    unclear:
      'Not clear enough for software alone. This is not a low score. The person looked at your answers without it.',
    person: 'No software compared your answers. A person looked at your application.',
  },
  madeBy: 'Made by {engine} on {date}.',
  plan: 'Version of the questions and criteria: {id}.',
  level: 'Level {level} of 5',
  word: { clear: 'Clear evidence', partial: 'Partial evidence', little: 'Little evidence' },
  noLevel: 'This criterion could not be compared.',
  quotes: 'What you said',
  noQuotes: 'There are no words of yours here: nothing was found that counts for it, or your recordings were deleted.',
  supports: 'Counts for: {point}',
  against: 'Holds it down: {point}',
  heardAt: 'Question {number}, {from} to {to}',
  inWriting: 'Question {number}, in writing',
  raising: 'What would have raised it',
  oneHigher: 'One level higher:',
  missing: 'Not found in your answers, and would have counted: {point}',
  heldDown: 'Found, and held it down: {point}',
  questions: 'The questions',
  asking:
    'This was written from the record of the decision. You may ask the company to explain what part software had in the decision, and contest the decision.',
};

const ar: PacketWords = {
  title: 'كيف اتُّخذ القرار',
  opening: 'الوظيفة: {title}',
  application: 'الطلب {id}',
  decision: { advance: 'وقع عليك الاختيار', not_select: 'لم يقع عليك الاختيار', hold: 'معلّق مؤقتًا' },
  by: 'القرار: {name}، في {date}.',
  byAPerson: 'اتخذ شخص القرار في {date}.',
  reason: 'السبب: {reason}.',
  reasons: {
    strong_evidence: 'أدلة قوية في إجاباتك',
    meets_requirements: 'استيفاء المتطلبات',
    special_expertise: 'خبرة خاصة',
    requirements_not_met: 'عدم استيفاء المتطلبات',
    evidence_insufficient: 'قلة الأدلة في إجاباتك',
    position_filled: 'شُغلت الوظيفة',
    withdrawn_by_opening: 'سُحبت الوظيفة',
  },
  before: 'ما كان أمام صاحب القرار',
  basis: {
    compared: 'قارن الذكاء الاصطناعي كلماتك بالمعايير أدناه، وهي واحدة لكل المتقدّمين هنا. ولم يقرّر شيئًا.',
    baseline:
      'قارن محرّك تجريبي كلماتك بالمعايير أدناه، وهي واحدة لكل المتقدّمين هنا. يعطي كلمات بدل المستويات، ولم يقرّر شيئًا.',
    unclear: 'غير واضح للبرنامج وحده. هذه ليست درجة منخفضة. نظر الشخص في إجاباتك دون الاستناد إليه.',
    person: 'لم يقارن أي برنامج إجاباتك. نظر شخص في طلبك.',
  },
  madeBy: 'أُعدّ بواسطة {engine} في {date}.',
  plan: 'نسخة الأسئلة والمعايير: {id}.',
  level: 'المستوى {level} من 5',
  word: { clear: 'أدلة واضحة', partial: 'أدلة جزئية', little: 'أدلة قليلة' },
  noLevel: 'تعذّرت المقارنة بهذا المعيار.',
  quotes: 'ما قلته',
  noQuotes: 'لا كلمات لك هنا: لم يوجد ما يُحتسب لهذا المعيار، أو حُذفت تسجيلاتك.',
  supports: 'يُحتسب لصالحه: {point}',
  against: 'يخفض المستوى: {point}',
  heardAt: 'السؤال {number}، من {from} إلى {to}',
  inWriting: 'السؤال {number}، كتابةً',
  raising: 'ما كان سيرفع المستوى',
  oneHigher: 'المستوى الأعلى التالي:',
  missing: 'لم يوجد في إجاباتك، وكان سيُحتسب: {point}',
  heldDown: 'وُجد وخفض المستوى: {point}',
  questions: 'الأسئلة',
  asking: 'كُتب هذا من سجل القرار. يحقّ لك أن تطلب من الشركة شرح دور البرامج في القرار، وأن تعترض على القرار.',
};

export const packetLanguages = ['en', 'ar'] as const;
export type PacketLanguage = (typeof packetLanguages)[number];
export const packetWords: Record<PacketLanguage, PacketWords> = { en, ar };
/** With the figures that both languages write alike, and the calendar that contracts use. */
export const packetLocales: Record<PacketLanguage, string> = { en: 'en-GB', ar: 'ar-u-ca-gregory-nu-latn' };

/** Keeps a name, a date or words of another language in their own order (Unicode UAX #9, FSI and PDI). */
const isolated = (value: string | number): string => `\u2068${value}\u2069`;

/** A text with its places filled in. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in values ? isolated(values[name]!) : place));
}
