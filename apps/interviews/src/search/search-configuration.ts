import { primarySubtag } from '../transcription/speech-to-text.js';

/** The text search configurations of Postgres that transcripts are kept by; `simple` compares words as they are. */
export const searchConfigurations = ['english', 'arabic', 'simple'] as const;
export type SearchConfiguration = (typeof searchConfigurations)[number];

const byLanguage: Readonly<Record<string, SearchConfiguration>> = { en: 'english', ar: 'arabic' };

/** @param language BCP 47; its primary subtag decides */
export function searchConfigurationOf(language: string): SearchConfiguration {
  return byLanguage[primarySubtag(language)] ?? 'simple';
}
