import { useLocalStorage } from '@mantine/hooks';

export interface InterviewPreferences {
  hidePicture: boolean;
  hideClock: boolean;
}

const none: InterviewPreferences = { hidePicture: false, hideClock: false };

/** What somebody switched on or off for themselves; it stays on this device and nobody is told. */
export function useInterviewPreferences(): [InterviewPreferences, (changes: Partial<InterviewPreferences>) => void] {
  const [stored, store] = useLocalStorage({
    key: 'guildhall-interview',
    defaultValue: none,
    getInitialValueInEffect: false,
  });
  return [{ ...none, ...stored }, (changes) => store({ ...none, ...stored, ...changes })];
}
