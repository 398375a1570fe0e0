import type { Translated } from '../../i18n/words.js';

export const en = {
  title: 'Reviews',
  blind: 'You rate before you see what AI made of the answers. Names, scores and other people’s ratings are not sent.',
  nothing: 'No review is waiting for you.',
  applicant: 'Applicant {{letter}}',
  first_reader: 'First review',
  second_reader: 'Second review',
  begun: 'Begun',
  since: 'Waits since {{date}}',
} as const;

export const ar: Translated<typeof en> = {
  title: 'المراجعات',
  blind: 'التقييم يسبق الاطلاع على ما خلص إليه الذكاء الاصطناعي. لا تُرسل الأسماء ولا الدرجات ولا تقييمات الآخرين.',
  nothing: 'لا مراجعة بانتظارك.',
  applicant: 'المتقدّم {{letter}}',
  first_reader: 'مراجعة أولى',
  second_reader: 'مراجعة ثانية',
  begun: 'بدأت',
  since: 'ينتظر منذ {{date}}',
};
