/** `A` to `Z`, then `AA`: what somebody is called whose name is not to be known. @param index from 0 */
export function applicantLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : applicantLetter(Math.floor(index / 26) - 1) + letter;
}
