import { useRef, useState } from 'react';

/** What is wrong with the one field of a step; whoever left it so is taken back to it. */
export function useComplaint() {
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<'needed' | 'wrong' | null>(null);
  const complain = (about: 'needed' | 'wrong'): void => {
    setFault(about);
    field.current?.focus();
  };
  return { field, fault, complain, forgive: () => setFault(null) };
}
