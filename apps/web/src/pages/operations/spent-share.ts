/** How much of a cap is used, in whole percent for a bar: rounded down, so that it is full only where nothing is left. */
export function spentShare(spentMicros: string, capMicros: string): number {
  const [spent, cap] = [BigInt(spentMicros), BigInt(capMicros)];
  if (spent >= cap) return 100;
  return Number((spent * 100n) / cap);
}
