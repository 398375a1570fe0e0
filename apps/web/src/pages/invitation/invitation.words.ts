import type { Translated } from '../../i18n/words.js';

export const en = {
  title: 'Choose a password',
  words:
    'You have been invited to work on hiring with Guildhall. With your password you sign in from now on; the invitation works once.',
  password: 'Password',
  hint: 'At least 12 characters. Some words in a row are easier to keep than signs.',
  tooShort: 'Enter at least 12 characters',
  show: 'Show the password',
  accept: 'Accept the invitation',
  welcome: 'Welcome to Guildhall',
  hello: 'Hello {{name}}. Your password is set, and you are signed in as {{roles}}.',
  role: { recruiter: 'recruiter', reviewer: 'reviewer', finance: 'finance', admin: 'admin' },
  next: 'What comes next',
  nextWords: 'What waits for you is listed in the console.',
  console: 'To the console',
  usedTitle: 'This invitation does not work any more',
  used: 'An invitation works once and for 7 days. If you have chosen a password already, sign in with it. If not, tell the admin who invited you.',
  unfinishedTitle: 'This link is not complete',
  unfinished: 'Open the whole link of the mail, to its last character.',
} as const;

export const ar: Translated<typeof en> = {
  title: 'اختيار كلمة المرور',
  words: 'هذه دعوة للعمل على التوظيف في Guildhall. تسجيل الدخول من الآن بكلمة المرور، وتعمل الدعوة مرة واحدة.',
  password: 'كلمة المرور',
  hint: '12 حرفًا على الأقل. بضع كلمات متتالية أسهل حفظًا من الرموز.',
  tooShort: 'يُرجى إدخال 12 حرفًا على الأقل',
  show: 'إظهار كلمة المرور',
  accept: 'قبول الدعوة',
  welcome: 'مرحبًا بك في Guildhall',
  hello: 'مرحبًا {{name}}. حُفظت كلمة المرور، وسُجّل دخولك بصفة {{roles}}.',
  role: { recruiter: 'مسؤول توظيف', reviewer: 'مراجع', finance: 'مسؤول مالي', admin: 'مدير النظام' },
  next: 'الخطوة التالية',
  nextWords: 'ما ينتظرك مدرج في لوحة الموظفين.',
  console: 'إلى لوحة الموظفين',
  usedTitle: 'لم تعد هذه الدعوة تعمل',
  used: 'تعمل الدعوة مرة واحدة ومدة 7 أيام. إن اختيرت كلمة المرور من قبل فتسجيل الدخول بها. وإلا فيُرجى إبلاغ المدير الذي دعاك.',
  unfinishedTitle: 'هذا الرابط غير مكتمل',
  unfinished: 'يُرجى فتح رابط الرسالة كاملًا حتى آخر حرف.',
};
