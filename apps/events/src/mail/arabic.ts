import { link, linkIfAny, text } from './mail-blocks.js';
import type { MailBlock, MailWords } from './mail-content.js';
import type { MailFacts } from './mail-facts.js';
import { momentWords } from './moment-words.js';

/**
 * The mails to applicants in Modern Standard Arabic. Verbal nouns and the passive keep them fit for everybody; digits are Latin.
 * Latin words and names stand in isolates, so that they turn no sentence around. The same rules about names and secrets as in
 * the English table hold here.
 */
export const arabic: Partial<MailWords> = {
  sign_in: (facts) => ({
    subject: 'رمز تسجيل الدخول',
    blocks: [
      text(`ورد طلب لتسجيل الدخول إلى ${guildhall} بهذا العنوان، ويُرجَّح أنه منك.`),
      ...codeAndLink(facts, 'أو تأكيد الدخول من هذه الصفحة'),
      text(`${validity(facts)} ${notYou}`),
    ],
  }),

  step_up: (facts) => ({
    subject: 'رمز التأكيد',
    blocks: [
      text('تتطلب الخطوة التالية تأكيدًا ثانيًا.'),
      ...codeAndLink(facts, 'أو التأكيد من هذه الصفحة'),
      text(`${validity(facts)} إذا لم يكن الطلب منك فقد يكون شخص آخر قد دخل باسمك: يُرجى إبلاغ أحد المسؤولين.`),
    ],
  }),

  application_received: (facts) => ({
    subject: 'تأكيد طلبك',
    blocks: [
      text('شكرًا على تقديم الطلب. يُرجى تأكيد أن هذا العنوان لك؛ لن يطّلع أحد على الطلب قبل ذلك.'),
      ...codeAndLink(facts, 'أو التأكيد من هذه الصفحة'),
      text(`${validity(facts)} يمكن لاحقًا تسجيل الدخول بهذا العنوان للحصول على رمز جديد. نحتفظ بالطلب 7 أيام.`.trim()),
      link('تسجيل الدخول', facts.links.signIn),
      text('إذا لم يكن الطلب منك فلا يلزم أي إجراء: تنتهي صلاحيته من تلقاء نفسها.'),
    ],
  }),

  application_repeated: (facts) => ({
    subject: 'سبق تقديم طلبك',
    blocks: [
      text('ورد طلب آخر، ويُرجَّح أنه منك، لوظيفة سبق تقديم طلب لها. الطلب الأول هو المعتمد.'),
      text('يمكن معرفة حالته بعد تسجيل الدخول.'),
      ...codeAndLink(facts, 'أو التأكيد من هذه الصفحة'),
      text(`${validity(facts)} ${notYou}`),
    ],
  }),

  application_advanced: (facts) => ({
    subject: 'طلبك ينتقل إلى الخطوة التالية',
    blocks: [
      greeting(facts),
      text('خبر سار: اطّلع شخص من فريقنا على طلبك ونقله إلى الخطوة التالية.'),
      text('سنراسلك بشأن ما يلي ذلك.'),
      ...linkIfAny('طلبك', facts.links.application),
    ],
  }),

  application_not_selected: (facts) => ({
    subject: 'بشأن طلبك',
    blocks: [
      greeting(facts),
      text('شكرًا على طلبك وعلى الوقت الذي خُصص له. قررنا عدم المضي فيه.'),
      text('اتخذ هذا القرار شخص من فريقنا، باسمه ومع ذكر السبب، ولم يتخذه أي برنامج.'),
      text('تُظهر صفحة طلبك الاسم والسبب، والموعد الذي يمكن حتى حلوله طلب إعادة النظر من شخص آخر.'),
      ...linkIfAny('طلبك', facts.links.application),
    ],
  }),

  appeal_opened: (facts) => ({
    subject: 'وصل طلب إعادة النظر',
    blocks: [
      greeting(facts),
      text('ينظر في إجاباتك من جديد شخص لم يتخذ القرار ولم يطّلع على النتيجة الأولى.'),
      text('يظهر الموعد ومدى التقدم في صفحة طلبك.'),
      link('طلباتك', facts.links.applications),
    ],
  }),

  appeal_upheld: (facts) => ({
    subject: 'انتهت إعادة النظر في طلبك',
    blocks: [
      greeting(facts),
      text('نظر في طلبك من جديد شخص لم يطّلع على النتيجة الأولى، وبقي القرار كما هو.'),
      text('يظهر اسم الشخص والسبب في صفحة طلبك.'),
      link('طلباتك', facts.links.applications),
    ],
  }),

  appeal_changed: (facts) => ({
    subject: 'سُحب القرار بشأن طلبك',
    blocks: [
      greeting(facts),
      text('نظر في طلبك من جديد شخص لم يطّلع على النتيجة الأولى، وسحب القرار.'),
      text('يُتخذ قرار جديد، ويظهر موعده في صفحة طلبك.'),
      link('طلباتك', facts.links.applications),
    ],
  }),

  application_withdrawn: (facts) => ({
    subject: 'سُحب طلبك',
    blocks: [
      greeting(facts),
      text('سُحب طلبك بناءً على رغبتك، ولن نمضي فيه.'),
      text('يمكن تقديم طلب من جديد ما دامت الوظيفة متاحة.'),
    ],
  }),

  interview_invited: (facts) => ({
    subject: 'مقابلتك جاهزة',
    blocks: [
      greeting(facts),
      text('تأكّد عنوانك، وأصبحت مقابلتك جاهزة: بضعة أسئلة تُجاب بالفيديو، في الوقت الذي يناسبك.'),
      ...deadline(facts, (until) => `التسجيل متاح حتى ${until}.`),
      text('توضح الصفحة كيف تُقيَّم الإجابات، وكيف يمكن أن يقيّمها شخص بدلًا من الذكاء الاصطناعي.'),
      ...linkIfAny('مقابلتك', facts.links.interview),
    ],
  }),

  interview_reminder: (facts) => ({
    subject: 'مقابلتك لم تُرسل بعد',
    blocks: [
      greeting(facts),
      text('لم تُرسل مقابلتك بعد، وموعدها النهائي قريب.'),
      ...deadline(facts, (until) => `التسجيل والإرسال متاحان حتى ${until}.`),
      ...linkIfAny('مقابلتك', facts.links.interview),
    ],
  }),

  interview_expired: (facts) => ({
    subject: 'انقضى الموعد النهائي لمقابلتك',
    blocks: [
      greeting(facts),
      text('انقضى الموعد النهائي لمقابلتك قبل إرسالها، ولذلك أُغلقت.'),
      ...deadline(facts, (until) => `كان الموعد ${until}.`),
      ...linkIfAny('مقابلتك', facts.links.interview),
    ],
  }),

  interview_human_path: (facts) => ({
    subject: 'سيطّلع شخص على طلبك',
    blocks: [
      greeting(facts),
      text(`${humanPathWords[facts.reasonCode ?? ''] ?? ''} سيطّلع شخص من فريقنا على طلبك.`.trim()),
      text('لا يؤثر ذلك في فرصك. سنراسلك، ولا يلزم أي إجراء حتى ذلك الحين.'),
      ...linkIfAny('مقابلتك', facts.links.interview),
    ],
  }),

  interview_insufficient_data: (facts) => ({
    subject: 'تعذّر استخدام ما يكفي من إجاباتك',
    blocks: [
      greeting(facts),
      text(`عدد التسجيلات الصالحة من إجاباتك أقل من اللازم للتقييم. ${becauseOf(facts)}`.trim()),
      text('لم يُتخذ أي قرار بناءً على ذلك. توضح صفحة المقابلة ما يمكن إعادة تسجيله، وحتى متى.'),
      ...linkIfAny('مقابلتك', facts.links.interview),
    ],
  }),

  recordings_erased: (facts) => ({
    subject: 'حُذفت تسجيلاتك',
    blocks: [
      greeting(facts),
      text(`${erasedWords[facts.reasonCode ?? ''] ?? ''} حُذفت تسجيلاتك مع كل ما أُعدّ منها.`.trim()),
      text('لم يعد ممكنًا قراءة نسخها الاحتياطية. تبيّن شهادة موقّعة ما حُذف ومتى.'),
      link('تسجيل الدخول للحصول عليها', facts.links.signIn),
    ],
  }),

  answer_rejected: (facts) => ({
    subject: 'تعذّر استخدام إحدى إجاباتك',
    blocks: [
      greeting(facts),
      text(`تعذّر استخدام تسجيل إحدى إجاباتك. ${becauseOf(facts)}`.trim()),
      text('لا يُحسب ذلك عليك. توضح صفحة المقابلة هل يمكن إعادة التسجيل، وحتى متى.'),
      ...linkIfAny('مقابلتك', facts.links.interview),
    ],
  }),

  contract_sent: (facts) => ({
    subject: 'عقدك جاهز للتوقيع',
    blocks: [
      greeting(facts),
      text('يسعدنا العمل معك. اتفاقية السرية والعقد جاهزان للقراءة والتوقيع.'),
      ...linkIfAny('القراءة والتوقيع من هذه الصفحة', facts.links.confirm),
      text(`${validity(facts)} الرابط مخصص لك وحدك: يُرجى عدم إعادة توجيه هذه الرسالة.`),
    ],
  }),

  signing_code: (facts) => ({
    subject: 'رمز التوقيع',
    blocks: [
      text('يُرجى إدخال هذا الرمز في صفحة توقيع العقد.'),
      ...codeAndLink(facts, 'أو التأكيد من هذه الصفحة'),
      text(`${validity(facts)} إذا لم يكن الطلب منك فيُرجى إبلاغنا: فقد فتح شخص ما رابط عقدك.`),
    ],
  }),

  contract_sealed: (facts) => ({
    subject: 'عقدك موقّع ومختوم',
    blocks: [
      greeting(facts),
      text('وقّع الجميع. نسخك مختومة بحيث يظهر أي تغيير لاحق فيها، ويُرجى الاحتفاظ بها.'),
      text('أصبح وصف مشروعك متاحًا لك الآن.'),
      link('عقودك', facts.links.contracts),
    ],
  }),

  payout_method_changed: (facts) => ({
    subject: 'تغيّر الحساب الذي تُصرف عليه مستحقاتك',
    blocks: [
      greeting(facts),
      text('تغيّر الحساب المصرفي الذي تُصرف عليه مستحقاتك، ويُرجَّح أن التغيير منك. لا يُصرف عليه شيء مدة يومين.'),
      text('إذا لم يكن التغيير منك فيُرجى إبلاغنا فورًا، بمراسلة جهة الاتصال في المشروع أو أحد المسؤولين.'),
      link('تسجيل الدخول', facts.links.signIn),
    ],
  }),
};

const guildhall = isolated('Guildhall');
const notYou = 'إذا لم يكن الطلب منك فلا يلزم أي إجراء.';

const reasons: Record<string, string> = {
  recording_without_audio: 'لا صوت فيه: يُرجى التحقق من السماح بالميكروفون ومن أنه غير مكتوم.',
  recording_without_speech: 'لم نسمع فيه كلامًا: يُرجى التحقق من الميكروفون المختار.',
  recording_unreadable: 'الملف تالف أو غير مكتمل.',
  recording_too_long: 'مدته أطول مما يسمح به السؤال.',
  recording_type_unsupported: 'نوع الملف غير مقروء لدينا.',
  recording_codec_unsupported: 'نوع الملف غير مقروء لدينا.',
  recording_picture_too_large: 'صورته أكبر مما يمكننا قراءته.',
  recording_too_many_streams: 'نوع الملف غير مقروء لدينا.',
  too_little_speech: 'الكلام المسموع قليل جدًا، وقد يكون الخلل من جهتنا.',
  recognition_unsure: 'تعذّر تمييز الكلمات، وقد يكون الخلل من جهتنا.',
  transcript_implausible: 'تعذّر تمييز الكلمات، وقد يكون الخلل من جهتنا.',
};

const humanPathWords: Record<string, string> = {
  asked_for_a_person: 'طُلب أن يقيّم شخص الإجابات بدلًا من الذكاء الاصطناعي.',
  unsupported_language: 'لا يمكننا تقييم التسجيلات بلغتك بالذكاء الاصطناعي.',
  ai_not_allowed: 'لا يسمح القانون في مكان إقامتك بتقييم التسجيلات بالذكاء الاصطناعي.',
};

const erasedWords: Record<string, string> = {
  asked: 'ورد طلبك بحذف تسجيلاتك.',
  retention: 'انتهت المدة التي يجوز لنا فيها الاحتفاظ بتسجيلاتك.',
};

/** By the plural categories of Arabic (CLDR), as they stand after «مدة». */
const durations: Record<'minute' | 'hour' | 'day', Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }> = {
  minute: { one: 'دقيقة واحدة', two: 'دقيقتين', few: '# دقائق', other: '# دقيقة' },
  hour: { one: 'ساعة واحدة', two: 'ساعتين', few: '# ساعات', other: '# ساعة' },
  day: { one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' },
};
const plural = new Intl.PluralRules('ar');

function becauseOf({ reasonCode }: MailFacts): string {
  return (reasonCode !== null && reasons[reasonCode]) || '';
}

/** First strong isolate to pop directional isolate (UAX 9): the words keep their own direction. */
function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

function greeting({ displayName }: MailFacts): MailBlock {
  return text(`مرحبًا ${isolated(displayName)}،`);
}

function codeAndLink({ code, links }: MailFacts, linkLabel: string): MailBlock[] {
  const codeBlock: MailBlock[] = code === null ? [] : [{ kind: 'code', label: 'رمزك', code }];
  return [...codeBlock, ...linkIfAny(linkLabel, links.confirm)];
}

function deadline({ deadlineAt }: MailFacts, words: (until: string) => string): MailBlock[] {
  return deadlineAt === null ? [] : [text(words(momentWords(deadlineAt, 'ar')))];
}

function validity({ code, lifetime, expiresAt, links }: MailFacts): string {
  if (lifetime === null) return '';
  const what = code !== null && links.confirm !== null ? 'يعمل الرمز والرابط' : code ? 'يعمل الرمز' : 'يعمل الرابط';
  const { count, unit } = lifetime;
  const words = durations[unit];
  const duration = (words[plural.select(count)] ?? words.other).replace('#', String(count));
  const until = unit === 'minute' || expiresAt === null ? '' : ` (حتى ${momentWords(expiresAt, 'ar')})`;
  return `${what} مدة ${duration}${until}، ولمرة واحدة.`;
}
