/** What a document is made of. Text is plain: what it looks like follows from what it is. */
export type PdfBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'table'; rows: { label: string; value: string }[] }
  /** Monospaced, kept as it is written; hashes and codes. */
  | { kind: 'code'; text: string }
  | { kind: 'page_break' };

export interface PdfContent {
  title: string;
  /** Of the content, for readers that speak it; BCP 47. */
  language: string;
  /** Goes into the file as its date: the same content and date give the same bytes. */
  createdAt: Date;
  /** A line at the foot of every page, before its number. */
  footer?: string;
  blocks: PdfBlock[];
}
