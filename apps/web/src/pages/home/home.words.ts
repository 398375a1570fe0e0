import type { Translated } from '../../i18n/words.js';

export const en = {
  title: 'Home',
  hello: 'Hello {{name}}.',
  next: 'Next for you',
  nothing: 'Nothing to do now.',
  record: 'Record your answers until {{date}}.',
  check: 'Check your transcript.',
  goOn: 'To the interview',
  applications: 'Your applications',
  noApplications: 'You have no applications yet.',
  applied: 'Applied on {{date}}',
  look: 'Where it stands',
  contracts: 'Your contracts',
  preparing: 'Your interview is being prepared. It appears here in a moment.',
  staff: 'You are signed in as staff. The console is not here yet: the API reference shows what can be done.',
  docs: 'API reference',
} as const;

export const ar: Translated<typeof en> = {
  title: 'الرئيسية',
  hello: 'أهلًا {{name}}.',
  next: 'خطوتك التالية',
  nothing: 'لا شيء مطلوب الآن.',
  record: 'تسجيل إجاباتك متاح حتى {{date}}.',
  check: 'مراجعة النص متاحة.',
  goOn: 'إلى المقابلة',
  applications: 'طلباتك',
  noApplications: 'لا طلبات بعد.',
  applied: 'قُدّم في {{date}}',
  look: 'حالة الطلب',
  contracts: 'عقودك',
  preparing: 'يجري إعداد مقابلتك، وتظهر هنا بعد لحظات.',
  staff: 'تم تسجيل دخولك موظفًا. لوحة العمل غير متاحة هنا بعد، ويعرض مرجع الواجهة ما يمكن فعله.',
  docs: 'مرجع الواجهة البرمجية',
};
