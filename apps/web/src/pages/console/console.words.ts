import type { Translated } from '../../i18n/words.js';

/** What stands around the pages of staff, and what several of them say. */
export const en = {
  nav: {
    label: 'Console',
    work: 'Work',
    openings: 'Openings',
    reviews: 'Reviews',
    operations: 'Operations',
  },
} as const;

export const ar: Translated<typeof en> = {
  nav: {
    label: 'لوحة الموظفين',
    work: 'العمل',
    openings: 'الوظائف',
    reviews: 'المراجعات',
    operations: 'التشغيل',
  },
};
