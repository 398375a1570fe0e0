import type { Translated } from '../../i18n/words.js';

export const en = {
  title: 'Work',
  nothing: 'Nothing is waiting for you.',
  toOpenings: 'To the openings',
  decisions: 'Decisions',
  reviews: 'Reviews',
  appeals: 'Requests for another look',
  applicant: 'Applicant {{letter}}',
  mostGiven: 'Those {{number}} that are due first are listed here.',
  parked: 'Parked jobs',
  parkedCount_one: '{{count}} job was given up and waits for a person.',
  parkedCount_other: '{{count}} jobs were given up and wait for a person.',
  toOperations: 'To operations',
} as const;

export const ar: Translated<typeof en> = {
  title: 'العمل',
  nothing: 'لا شيء بانتظارك.',
  toOpenings: 'إلى الوظائف',
  decisions: 'القرارات',
  reviews: 'المراجعات',
  appeals: 'طلبات إعادة النظر',
  applicant: 'المتقدّم {{letter}}',
  mostGiven: 'تُعرض هنا أول {{number}} بحسب الموعد.',
  parked: 'مهام متوقفة',
  parkedCount_zero: 'لا مهام متوقفة.',
  parkedCount_one: 'مهمة واحدة توقفت وتنتظر شخصًا.',
  parkedCount_two: 'مهمتان توقفتا وتنتظران شخصًا.',
  parkedCount_few: '{{count}} مهام توقفت وتنتظر شخصًا.',
  parkedCount_many: '{{count}} مهمة توقفت وتنتظر شخصًا.',
  parkedCount_other: '{{count}} مهمة توقفت وتنتظر شخصًا.',
  toOperations: 'إلى التشغيل',
};
