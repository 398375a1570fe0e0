/** Letters that Unicode does not take apart into a letter and a mark. */
const folded: Record<string, string> = {
  ...{ ß: 'SS', ẞ: 'SS', Æ: 'AE', æ: 'AE', Œ: 'OE', œ: 'OE', Ø: 'O', ø: 'O', Ł: 'L', ł: 'L', Đ: 'D', đ: 'D', Ð: 'D' },
  ...{ ð: 'D', Þ: 'TH', þ: 'TH', ı: 'I', Ħ: 'H', ħ: 'H', Ŋ: 'N', ŋ: 'N', '’': "'", '‘': "'", '–': '-', '—': '-' },
};

/**
 * A text as an ACH field may hold it: upper case, ASCII. What no letter of ASCII stands for becomes a space, and a text
 * of nothing else the given word: a field for a name may not be empty.
 */
export function foldToAscii(text: string, ifNothingIsLeft = 'PAYEE'): string {
  const plain = [...text]
    .map((character) => folded[character] ?? character)
    .join('')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^\x20-\x7e]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
  return plain === '' ? ifNothingIsLeft : plain;
}
