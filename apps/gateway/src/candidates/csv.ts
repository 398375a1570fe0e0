export type CsvValue = string | number | boolean | null;

/** What spreadsheets take for the beginning of a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** Where a spreadsheet of another country begins a new cell, within quotes as well: with semicolons, commas are no separators. */
const otherCellStart = /[;\t](?="*[=+\-@\t\r\n＝＋－＠])/g;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/**
 * One record of a CSV file, with its end of line. What a spreadsheet would calculate gets an apostrophe before it.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csvRecord(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`;
}

function csvField(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = (formulaStart.test(value) ? `'${value}` : value).replaceAll(otherCellStart, `$&'`);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
