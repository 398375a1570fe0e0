import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { words } from './all-words.js';
import { isolated } from './isolate.js';
import {
  directionOf,
  type Language,
  languages,
  namedLanguage,
  preferredLanguage,
  storedLanguage,
  storeLanguage,
} from './languages.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: (typeof words)['en'];
  }
}

/** The words are part of the bundle: nothing has to be fetched before the first page is shown. */
export async function startTranslations(): Promise<void> {
  i18next.on('languageChanged', applyLanguage);
  // Who came by a link in their language goes on in it, on pages whose address does not name it any more.
  const named = namedLanguage(location.search);
  if (named !== null) storeLanguage(named);
  await i18next.use(initReactI18next).init({
    lng: preferredLanguage(location.search, storedLanguage(), navigator.languages),
    supportedLngs: languages,
    resources: words,
    defaultNS: 'shared',
    ns: Object.keys(words.en),
    interpolation: { escapeValue: true, escape: (value: unknown) => isolated(String(value), i18next.language) },
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  storeLanguage(language);
  await i18next.changeLanguage(language);
}

function applyLanguage(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
