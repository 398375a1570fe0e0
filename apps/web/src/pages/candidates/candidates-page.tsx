import { Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { OpeningNav } from '../console/opening-nav.js';
import type { PlanDocument } from '../rubrics/plan-document.js';
import { usePlanVersion, useStaffOpening } from '../staff-openings/staff-opening-queries.js';
import { type CandidateFilters, filtersOf, isFiltered, parametersOf } from './candidate-filters.js';
import { type LetteredCriterion, lettered } from './candidate-list.js';
import { useCandidates, useShowNewest } from './candidate-queries.js';
import { CandidateTools } from './candidate-tools.js';
import { ChosenShortlist } from './chosen-shortlist.js';
import { MoveDialog } from './move-dialog.js';
import { NewerScores } from './newer-scores.js';
import { NotRanked } from './not-ranked.js';
import { RankedCandidates } from './ranked-candidates.js';
import { SaidSentences } from './said-sentences.js';
import { isBaseline } from './score-cell.js';
import { SelectionBar } from './selection-bar.js';
import { ShortlistDialog } from './shortlist-dialog.js';
import { useShortlists, useTakingOff } from './shortlist-queries.js';
import { type Selection, useSelection } from './use-selection.js';
import { useWhatIf } from './use-what-if.js';
import { WhatIfDrawer } from './what-if-drawer.js';
import { WhatIfOrderList } from './what-if-order.js';

/** Who was ranked for an opening, in bands; and those who were not, with the reason. */
export function Component() {
  const { openingId = '' } = useParams();
  const opening = useStaffOpening(openingId);
  const plan = usePlanVersion(opening.data?.planVersionId);
  return (
    <QueryState query={opening}>
      {(found) => (
        <QueryState query={plan}>
          {(version) => <Candidates key={openingId} opening={found} plan={version.document} />}
        </QueryState>
      )}
    </QueryState>
  );
}

interface CandidatesProps {
  opening: Schemas['StaffOpening'];
  plan: PlanDocument;
}

function Candidates({ opening, plan }: CandidatesProps) {
  const { t } = useTranslation('candidates');
  const { id: openingId } = opening;
  const [parameters, setParameters] = useSearchParams();
  const filters = useMemo(() => filtersOf(parameters), [parameters]);
  const candidates = useCandidates(openingId, filters);
  const shortlists = useShortlists(openingId).data ?? [];
  const chosenList = shortlists.find(({ id }) => id === filters.shortlistId);
  const criteria = lettered(plan.criteria);
  const ranked = candidates.data?.pages.flatMap(({ data }) => data) ?? [];
  const isOfBaseline = ranked.some(({ scorecard }) => isBaseline(scorecard));
  const shown = candidates.data?.pages[0];
  const selection = useSelection();
  const whatIf = useWhatIf(plan.criteria);
  const showNewest = useShowNewest(openingId);
  const filter = (chosen: CandidateFilters) => {
    selection.clear();
    setParameters(parametersOf(chosen));
  };
  return (
    <Stack>
      <div>
        <PageTitle documentTitle={`${t('title')}, ${opening.title}`}>{t('title')}</PageTitle>
        <Text>
          <bdi>{opening.title}</bdi>
        </Text>
        <OpeningNav openingId={openingId} />
      </div>
      <CandidateTools
        {...{ opening, filters, criteria, shortlists, hasLevels: !isOfBaseline }}
        onFilter={filter}
        onWhatIf={ranked.length > 0 ? whatIf.open : undefined}
      />
      {chosenList && <ChosenShortlist list={chosenList} onDeleted={() => filter({ ...filters, shortlistId: null })} />}
      <NewerScores openingId={openingId} filters={filters} shown={shown} onShow={showNewest} />
      {whatIf.order ? (
        <WhatIfOrderList
          {...{ order: whatIf.order, isBaseline: isOfBaseline, onChange: whatIf.open, onEnd: whatIf.end }}
        />
      ) : (
        <Stored
          {...{ openingId, candidates, criteria, selection, isFiltered: isFiltered(filters), onNewest: showNewest }}
          shortlistId={chosenList?.id}
        />
      )}
      {filters.words !== null && <SaidSentences {...{ openingId, filters, words: filters.words }} />}
      {!isFiltered(filters) && <NotRanked openingId={openingId} />}
      <WhatIfDrawer {...{ openingId, criteria, rankingId: shown?.rankingId ?? null, ...whatIf.drawer }} />
    </Stack>
  );
}

interface StoredProps {
  openingId: string;
  candidates: ReturnType<typeof useCandidates>;
  criteria: LetteredCriterion[];
  selection: Selection;
  isFiltered: boolean;
  /** Of the shortlist whose candidates alone are shown. */
  shortlistId: string | undefined;
  onNewest: () => void;
}

/** The stored order, and what can be done with those who are selected of it. */
function Stored({ openingId, selection, shortlistId, onNewest, ...list }: StoredProps) {
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'move' | 'shortlist' | null>(null);
  const close = () => {
    setDialog(null);
    selection.clear();
  };
  const off = useTakingOff(openingId, shortlistId, selection.ids);
  const takeOff = () =>
    off.mutate(undefined, {
      onSuccess: () => {
        selection.clear();
        onNewest();
      },
    });
  const compare = () => {
    if (selection.canBeCompared) void navigate(comparisonPath(openingId, selection.ids));
  };
  return (
    <>
      <RankedCandidates {...list} selection={selection} onCompare={compare} onNewest={onNewest} />
      {selection.ids.length > 0 && (
        <SelectionBar
          selection={selection}
          onCompare={compare}
          onMove={() => setDialog('move')}
          onShortlist={() => setDialog('shortlist')}
          takingOff={shortlistId === undefined ? null : { isPending: off.isPending, act: takeOff }}
        />
      )}
      {off.error && <ProblemNotice error={off.error} onRetry={takeOff} />}
      {dialog === 'move' && (
        <MoveDialog
          {...{ openingId, applicationIds: selection.ids, nameOf: selection.nameOf, onMoved: onNewest, onClose: close }}
        />
      )}
      {dialog === 'shortlist' && <ShortlistDialog {...{ openingId, applicationIds: selection.ids, onClose: close }} />}
    </>
  );
}

const comparisonPath = (openingId: string, applicationIds: string[]): string =>
  `/console/openings/${openingId}/compare?ids=${applicationIds.join(',')}`;
