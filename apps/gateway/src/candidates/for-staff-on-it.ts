import { object, staff } from '@guildhall/auth';

/** Not reviewers: they rate before they see what the engine thinks, and see it in their reviews afterwards. */
export const forStaffOnIt = staff(['recruiter'], {
  scope: 'candidates:read',
  owned: object('openingId', 'opening'),
});
