import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHourglass,
  IconInfoCircle,
  IconLock,
} from '@tabler/icons-react';

/** A status is an icon, a word and a tint together: in grey, or to who does not see colours, it says the same. */
export const statusIcons = {
  done: IconCircleCheck,
  now: IconHourglass,
  next: IconCircleDashed,
  info: IconInfoCircle,
  attention: IconAlertTriangle,
  error: IconCircleX,
  held: IconLock,
} as const;

export type Status = keyof typeof statusIcons;
