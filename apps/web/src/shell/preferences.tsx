import { NativeSelect, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/i18n.js';
import { isLanguage, type Language, languageNames, languages } from '../i18n/languages.js';

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      aria-label={t('language')}
      size="md"
      value={i18n.language}
      onChange={({ currentTarget }) => {
        if (isLanguage(currentTarget.value)) void chooseLanguage(currentTarget.value);
      }}
      data={languages.map((language: Language) => ({ value: language, label: languageNames[language] }))}
    />
  );
}

const schemes = ['auto', 'light', 'dark'] as const;

export function AppearanceChoice() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      aria-label={t('theme.label')}
      size="md"
      value={colorScheme}
      onChange={({ currentTarget }) => setColorScheme(currentTarget.value as (typeof schemes)[number])}
      data={schemes.map((scheme) => ({ value: scheme, label: t(`theme.${scheme}`) }))}
    />
  );
}
