import type { Translated } from '../../i18n/words.js';

/** What stands around the pages of staff, and what several of them say. */
export const en = {
  nav: {
    label: 'Console',
    work: 'Work',
    openings: 'Openings',
    plans: 'Plans',
    reviews: 'Reviews',
    operations: 'Operations',
  },
  openingNav: { label: 'Pages of the opening', plan: 'Opening and plan', candidates: 'Candidates' },
  due: 'Due {{date}}',
  late: 'Late',
  wasDue: 'It was due {{date}}.',
} as const;

export const ar: Translated<typeof en> = {
  nav: {
    label: 'لوحة الموظفين',
    work: 'العمل',
    openings: 'الوظائف',
    plans: 'الخطط',
    reviews: 'المراجعات',
    operations: 'التشغيل',
  },
  openingNav: { label: 'صفحات الوظيفة', plan: 'الوظيفة والخطة', candidates: 'المتقدّمون' },
  due: 'الموعد {{date}}',
  late: 'متأخر',
  wasDue: 'كان الموعد {{date}}.',
};
