import { Button, Group, Menu } from '@mantine/core';
import { IconAdjustments, IconDownload, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shortlist } from '../../api/console-schemas.js';
import type { Schemas } from '../../api/queries.js';
import { type CandidateFilters, exportPath } from './candidate-filters.js';
import type { LetteredCriterion } from './candidate-list.js';
import { FilterChips } from './filter-chips.js';
import { FilterForm } from './filter-form.js';

interface CandidateToolsProps {
  opening: Schemas['StaffOpening'];
  filters: CandidateFilters;
  criteria: LetteredCriterion[];
  shortlists: Shortlist[];
  hasLevels: boolean;
  onFilter: (filters: CandidateFilters) => void;
  /** Undefined where there is nothing to try other weights on. */
  onWhatIf: (() => void) | undefined;
}

/** Who is shown, in which order, and as which file. */
export function CandidateTools({ opening, filters, onFilter, onWhatIf, ...choices }: CandidateToolsProps) {
  const { t } = useTranslation('candidates');
  const [areFieldsShown, setAreFieldsShown] = useState(false);
  return (
    <div>
      <Group mb="sm">
        <Button
          variant="default"
          leftSection={<IconFilter size={20} aria-hidden />}
          aria-expanded={areFieldsShown}
          onClick={() => setAreFieldsShown(!areFieldsShown)}
        >
          {t('filters.title')}
        </Button>
        {onWhatIf && (
          <Button variant="default" leftSection={<IconAdjustments size={20} aria-hidden />} onClick={onWhatIf}>
            {t('whatIf.title')}
          </Button>
        )}
        <ExportMenu openingId={opening.id} filters={filters} />
      </Group>
      <FilterChips {...{ filters, ...choices }} onChange={onFilter} />
      {areFieldsShown && (
        <FilterForm
          key={JSON.stringify(filters)}
          {...{ filters, languages: opening.languages, countries: opening.countries, ...choices }}
          onApply={(chosen) => {
            setAreFieldsShown(false);
            onFilter(chosen);
          }}
          onClose={() => setAreFieldsShown(false)}
        />
      )}
    </div>
  );
}

/** The files hold those whom the filters let through. */
function ExportMenu({ openingId, filters }: { openingId: string; filters: CandidateFilters }) {
  const { t } = useTranslation('candidates');
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={20} aria-hidden />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportPath(openingId, filters, format)} download mih={44}>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
