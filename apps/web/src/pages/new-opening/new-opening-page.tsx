import { Button, Checkbox, Group, List, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { latinDigits } from '../../i18n/format.js';
import { languageName } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { PageTitle } from '../../shell/page-title.js';
import { useTemplates } from '../rubrics/rubric-queries.js';
import { emptyForm, type OpeningFault, type OpeningForm, readOpening } from './opening-form.js';
import { type PlanChoice, useNewOpening, usePlans } from './use-new-opening.js';

const offeredLanguages = ['en', 'ar', 'fr', 'de', 'es', 'hi', 'ja', 'pt', 'zh'];

/** From a plan to a draft of an opening, which is looked at once more before anybody can apply. */
export function Component() {
  const templates = useTemplates();
  const plans = usePlans();
  return (
    <QueryState query={templates}>
      {({ data }) => <QueryState query={plans}>{(own) => <NewOpening templates={data} plans={own} />}</QueryState>}
    </QueryState>
  );
}

interface NewOpeningProps {
  templates: Schemas['PlanTemplateSummary'][];
  plans: Schemas['Plan'][];
}

function NewOpening({ templates, plans }: NewOpeningProps) {
  const { t } = useTranslation('newOpening');
  const navigate = useNavigate();
  const [choice, setChoice] = useState('');
  const [form, setForm] = useState(emptyForm);
  const [faults, setFaults] = useState<readonly (OpeningFault | 'plan')[]>([]);
  const make = useNewOpening(({ id }) => void navigate(`/console/openings/${id}`));
  const template = templates.find(({ id }) => choice === `template:${id}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readOpening(form);
    const plan = planOf(choice, template);
    const found = [...(plan === null ? (['plan'] as const) : []), ...('faults' in read ? read.faults : [])];
    setFaults(found);
    if (plan !== null && 'input' in read) make.mutate({ plan, input: read.input });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw="66ch">
        <PageTitle>{t('title')}</PageTitle>
        <PlanField {...{ templates, plans, choice }} onChoice={setChoice} isLacking={faults.includes('plan')} />
        {template && <TemplateNotice template={template} />}
        <Fields form={form} faults={faults} onChange={(change) => setForm({ ...form, ...change })} />
        {faults.length > 0 && (
          <Notice kind="error" role="alert">
            {t('faults', { count: faults.length })}
          </Notice>
        )}
        {make.error && <ProblemNotice error={make.error} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={make.isPending}>
          {t('make')}
        </Button>
      </Actions>
    </form>
  );
}

function planOf(choice: string, template: Schemas['PlanTemplateSummary'] | undefined): PlanChoice | null {
  if (template) return { kind: 'template', id: template.id, name: template.profession };
  const [kind, id] = choice.split(':');
  return kind === 'version' && id ? { kind, id } : null;
}

interface PlanFieldProps extends NewOpeningProps {
  choice: string;
  isLacking: boolean;
  onChoice: (choice: string) => void;
}

function PlanField({ templates, plans, choice, isLacking, onChoice }: PlanFieldProps) {
  const { t, i18n } = useTranslation('newOpening');
  const own = plans.flatMap(({ name, versions }) => {
    const newest = versions.filter(({ state }) => state === 'published').sort((a, b) => b.number - a.number)[0];
    return newest ? [{ value: `version:${newest.id}`, label: t('version', { name, number: newest.number }) }] : [];
  });
  return (
    <NativeSelect
      {...{ size: 'md', label: t('plan'), description: t('planHint'), value: choice, required: true }}
      onChange={({ currentTarget }) => onChoice(currentTarget.value)}
      error={isLacking && t('fault.plan')}
      data={[
        { value: '', label: t('choosePlan') },
        {
          group: t('templates'),
          items: templates.map(({ id, profession, language }) => ({
            value: `template:${id}`,
            label: t('template', { profession, language: languageName(language, i18n.language) }),
          })),
        },
        ...(own.length > 0 ? [{ group: t('ownPlans'), items: own }] : []),
      ]}
    />
  );
}

function TemplateNotice({ template }: { template: Schemas['PlanTemplateSummary'] }) {
  const { t } = useTranslation('newOpening');
  return (
    <Notice kind="attention">
      <Text lang="en" dir="ltr">
        {template.notice}
      </Text>
      <Text>{t('judged')}</Text>
      <List>
        {template.criteria.map((criterion) => (
          <List.Item key={criterion}>
            <bdi>{criterion}</bdi>
          </List.Item>
        ))}
      </List>
      <Text>{t('publishes')}</Text>
    </Notice>
  );
}

interface FieldsProps {
  form: OpeningForm;
  faults: readonly string[];
  onChange: (change: Partial<OpeningForm>) => void;
}

function Fields({ form, faults, onChange }: FieldsProps) {
  const { t, i18n } = useTranslation('newOpening');
  const text = (field: 'title' | 'countries' | 'places') => ({
    ...{
      label: t(field === 'title' ? 'openingTitle' : field),
      value: form[field],
      error: faults.includes(field) && t(`fault.${field}`),
    },
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onChange({ [field]: currentTarget.value }),
  });
  const number = (field: 'minimum' | 'maximum' | 'deadlineDays' | 'checkHours', fault: OpeningFault) => ({
    ...{ label: t(field), value: form[field], error: faults.includes(fault) && t(`fault.${fault}`) },
    ...{ inputMode: 'decimal' as const, styles: { input: { direction: 'ltr' as const } } },
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      onChange({ [field]: latinDigits(currentTarget.value) }),
  });
  return (
    <>
      <TextInput {...text('title')} required maxLength={200} dir="auto" />
      <Textarea
        {...{ label: t('description'), required: true, maxLength: 10_000, autosize: true, minRows: 4, dir: 'auto' }}
        value={form.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
        error={faults.includes('description') && t('fault.description')}
      />
      <Textarea
        {...{ label: t('requirements'), description: t('requirementsHint'), autosize: true, minRows: 2, dir: 'auto' }}
        value={form.requirements}
        onChange={({ currentTarget }) => onChange({ requirements: currentTarget.value })}
      />
      <Group grow align="flex-start">
        <TextInput {...number('minimum', 'pay')} required />
        <TextInput {...number('maximum', 'pay')} required />
      </Group>
      <Checkbox.Group
        size="md"
        label={t('languages')}
        value={form.languages}
        onChange={(languages) => onChange({ languages })}
        error={faults.includes('languages') && t('fault.languages')}
      >
        <Group mt={4}>
          {offeredLanguages.map((tag) => (
            <Checkbox key={tag} value={tag} label={languageName(tag, i18n.language)} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput {...text('countries')} description={t('countriesHint')} styles={{ input: { direction: 'ltr' } }} />
      <TextInput {...text('places')} description={t('placesHint')} styles={{ input: { direction: 'ltr' } }} />
      <Group grow align="flex-start">
        <TextInput {...number('deadlineDays', 'days')} />
        <TextInput {...number('checkHours', 'hours')} />
      </Group>
    </>
  );
}
