import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageName } from '../../i18n/names.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import type { ApplicationProps } from './apply-page.js';
import { type Draft, type DraftField, faultsOf } from './draft.js';
import { countries, statesOfUs } from './places.js';

interface YouStepProps extends ApplicationProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
  onNext: () => void;
}

/** Who somebody is, where they live, and the language that they answer in. */
export function YouStep({ opening, applicant, draft, onChange, onNext }: YouStepProps) {
  const { t } = useTranslation('apply');
  const shared = useTranslation().t;
  const form = useRef<HTMLFormElement>(null);
  const [wasTried, setWasTried] = useState(false);
  // What was mended is not complained of any more.
  const faults = wasTried ? faultsOf(draft, applicant !== null) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    const [first] = faultsOf(draft, applicant !== null);
    if (first === undefined) return onNext();
    form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const field = (name: DraftField) => ({
    name,
    label: t(name),
    value: draft[name],
    required: true,
    error: faults.includes(name) && t(`fault.${name}`),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange({ [name]: currentTarget.value }),
  });
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <PageTitle>{t('you')}</PageTitle>
      <Stack maw={420}>
        {applicant ? (
          <Text>{t('signedInAs', { name: applicant.displayName })}</Text>
        ) : (
          <>
            <TextInput {...field('displayName')} autoComplete="name" maxLength={200} dir="auto" />
            <TextInput
              {...field('email')}
              description={t('emailHint')}
              type="email"
              autoComplete="email"
              maxLength={254}
              styles={{ input: { direction: 'ltr' } }}
            />
          </>
        )}
        <Places opening={opening} country={draft.country} field={field} />
        <Text c="dimmed">{t('kept')}</Text>
      </Stack>
      <Actions>
        <Button type="submit">{shared('continue')}</Button>
      </Actions>
    </form>
  );
}

interface PlacesProps {
  opening: ApplicationProps['opening'];
  country: string;
  field: (name: DraftField) => object;
}

function Places({ opening, country, field }: PlacesProps) {
  const { t, i18n } = useTranslation('apply');
  const choose = { value: '', label: t('choose') };
  const inCountries = useMemo(() => countries(opening.countries, i18n.language), [opening.countries, i18n.language]);
  const languages = opening.languages.map((value) => ({ value, label: languageName(value, i18n.language) }));
  return (
    <>
      <NativeSelect {...field('country')} size="md" autoComplete="country" data={[choose, ...inCountries]} />
      {country === 'US' && <NativeSelect {...field('state')} size="md" data={[choose, ...statesOfUs(i18n.language)]} />}
      <NativeSelect {...field('language')} size="md" data={[choose, ...languages]} />
    </>
  );
}
