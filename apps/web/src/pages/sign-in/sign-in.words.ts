import type { Translated } from '../../i18n/words.js';

export const en = {
  title: 'Sign in',
  email: 'Your e-mail address',
  emailNeeded: 'Enter your e-mail address, for example name@example.com',
  send: 'Send me a code',
  sent: 'If that address has an account, we sent a code. It works for 15 minutes.',
  code: 'The 6 digits of the mail',
  codeNeeded: 'Enter the 6 digits of the mail',
  signIn: 'Sign in',
  wrong: 'That code is not right or has expired.',
  sendNew: 'Send a new code',
  otherAddress: 'Another address',
  staff: 'You work here? Staff sign in with their password by POST /v1/auth/password.',
  staffDocs: 'API reference',
  confirmTitle: 'Confirm your address',
  confirmWords: 'One click confirms that this is your address and signs you in. Opening this page alone does nothing.',
  confirm: 'Confirm and sign in',
  linkUsed:
    'This link was already used or has expired. What you confirmed stays confirmed, and you can have a new code.',
  linkUnfinished:
    'This link is not complete. Open the whole link of the mail, to its last character, or have a new code sent.',
} as const;

export const ar: Translated<typeof en> = {
  title: 'تسجيل الدخول',
  email: 'عنوان بريدك الإلكتروني',
  emailNeeded: 'يُرجى إدخال عنوان بريدك الإلكتروني، مثل name@example.com',
  send: 'إرسال رمز',
  sent: 'إذا كان للعنوان حساب فقد أرسلنا إليه رمزًا صالحًا مدة 15 دقيقة.',
  code: 'الأرقام الستة في الرسالة',
  codeNeeded: 'يُرجى إدخال الأرقام الستة في الرسالة',
  signIn: 'تسجيل الدخول',
  wrong: 'الرمز غير صحيح أو انتهت صلاحيته.',
  sendNew: 'إرسال رمز جديد',
  otherAddress: 'عنوان آخر',
  staff: 'للموظفين: تسجيل الدخول بكلمة المرور عبر POST /v1/auth/password.',
  staffDocs: 'مرجع واجهة البرمجة',
  confirmTitle: 'تأكيد عنوانك',
  confirmWords: 'بنقرة واحدة يتأكد أن العنوان لك ويُسجَّل دخولك. فتح هذه الصفحة وحده لا يفعل شيئًا.',
  confirm: 'التأكيد وتسجيل الدخول',
  linkUsed: 'استُخدم هذا الرابط أو انتهت صلاحيته. ما أُكّد يبقى مؤكدًا، ويمكن إرسال رمز جديد.',
  linkUnfinished: 'هذا الرابط غير مكتمل. يُرجى فتح رابط الرسالة كاملًا حتى آخر حرف، أو طلب رمز جديد.',
};
