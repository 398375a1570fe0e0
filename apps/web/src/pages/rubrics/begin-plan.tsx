import { Button, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, bodyOf } from '../../api/client.js';
import type { Schemas } from '../../api/queries.js';
import { languageName } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import type { PlanDocument } from './plan-document.js';
import { addVersion, type Plan, type PlanVersion, usePlans, useTemplates, useVersionKnown } from './rubric-queries.js';

type Template = Schemas['PlanTemplateSummary'];

/** A plan begins as a copy: of a template, or of another plan. @param plan one that has no version yet */
export function BeginPlan({ plan }: { plan?: Plan }) {
  return <QueryState query={useTemplates()}>{({ data }) => <BeginForm templates={data} plan={plan} />}</QueryState>;
}

const copy = 'copy';

function BeginForm({ templates, plan }: { templates: readonly Template[]; plan: Plan | undefined }) {
  const { t } = useTranslation('rubrics');
  const shared = useTranslation().t;
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(plan?.name ?? '');
  const [source, setSource] = useState(templates[0]?.id ?? copy);
  const [wasTried, setWasTried] = useState(false);
  const others = (usePlans().data?.pages ?? [])
    .flatMap(({ data }) => data)
    .filter(({ versions }) => versions.length > 0);
  const [otherId, setOtherId] = useState<string | null>(null);
  const other = others.find(({ id }) => id === otherId) ?? others[0];
  const begin = useBegin(plan);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasTried(true);
    if (name.trim() === '') return form.current?.querySelector<HTMLElement>('[name="name"]')?.focus();
    const from = source === copy ? { versionId: other!.versions.at(-1)!.id } : { templateId: source };
    begin.mutate({ name: name.trim(), from });
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack maw="66ch">
        {!plan && (
          <TextInput
            name="name"
            label={t('begin.name')}
            dir="auto"
            maxLength={200}
            value={name}
            error={wasTried && name.trim() === '' && t('begin.nameNeeded')}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        )}
        <Radio.Group label={t('begin.from')} description={t('begin.review')} value={source} onChange={setSource}>
          <Stack mt="sm" gap="sm">
            {templates.map((template) => (
              <TemplateRadio key={template.id} template={template} />
            ))}
            {others.length > 0 && <Radio value={copy} label={t('begin.copy')} />}
          </Stack>
        </Radio.Group>
        {source === copy && other && (
          <NativeSelect
            size="md"
            label={t('begin.whichPlan')}
            value={other.id}
            data={others.map((each) => ({ value: each.id, label: each.name }))}
            onChange={({ currentTarget }) => setOtherId(currentTarget.value)}
          />
        )}
        {begin.isError && <ProblemNotice error={begin.error} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={begin.isPending}>
          {t('begin.act')}
        </Button>
        {!plan && (
          <Button variant="default" component={Link} to="/console/rubrics">
            {shared('cancel')}
          </Button>
        )}
      </Actions>
    </form>
  );
}

const professions = {
  chef: 'chef',
  'financial-analyst': 'financialAnalyst',
  lawyer: 'lawyer',
  linguist: 'linguist',
  physician: 'physician',
  'software-engineer': 'softwareEngineer',
} as const;

function TemplateRadio({ template: { id, profession, language, interview, criteria } }: { template: Template }) {
  const { t, i18n } = useTranslation('rubrics');
  const known = professions[id as keyof typeof professions];
  const { questions, minutes } = interview;
  return (
    <Radio
      value={id}
      label={known ? t(`profession.${known}`) : profession}
      description={
        <>
          {t('begin.interview', { questions, minutes, language: languageName(language, i18n.language) })}
          <Text component="span" display="block" size="sm" lang={language} dir="auto">
            {criteria.join(' · ')}
          </Text>
        </>
      }
    />
  );
}

interface Beginning {
  name: string;
  from: { templateId: string } | { versionId: string };
}

/** Makes the plan where there is none, then its first version, and goes there. */
function useBegin(plan: Plan | undefined) {
  const navigate = useNavigate();
  const { know } = useVersionKnown();
  // The second try of a version that was refused does not make a second plan.
  const made = useRef<{ id: string; name: string } | undefined>(plan);
  return useMutation({
    mutationFn: async ({ name, from }: Beginning): Promise<PlanVersion> => {
      const document = await documentOfSource(from);
      if (made.current?.name !== name) made.current = await bodyOf(api.POST('/v1/plans', { body: { name } }));
      return await addVersion(made.current!.id, document, 1);
    },
    onSuccess: (version) => {
      know(version);
      void navigate(`/console/rubrics/${version.planId}`);
    },
  });
}

async function documentOfSource(from: Beginning['from']): Promise<PlanDocument> {
  if ('templateId' in from) {
    const path = { planTemplateId: from.templateId };
    const template = await bodyOf(api.GET('/v1/plan-templates/{planTemplateId}', { params: { path } }));
    return template.document;
  }
  const params = { path: { planVersionId: from.versionId } };
  return (await bodyOf(api.GET('/v1/plan-versions/{planVersionId}', { params }))).document;
}
