import { compareWords, type TextPart } from '#content/compare-texts.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { emptyFigure, splitGroups, type TypedFigure, type TypedReport } from '#content/partnerships/report.ts';
import type { ReportWork } from '#content/partnerships/report-work.ts';
import { typedIn } from '#content/partnerships/save-report.ts';
import { toReportEntries } from '../../forms/report.ts';
import { paths } from '../../paths.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { unitLabels } from './contract-words.ts';
import { presentReportHead } from './report-work.ts';
import { groupLabels } from './split-labels.ts';

/** Both versions of a report, goal by goal where they differ; `mine` over the stored one is what a save would do. */
export function presentReportConflict(work: ReportWork, mine: TypedReport): ConflictPage {
  const { partnership, period, contract, report } = work;
  const theirs = report ? typedIn(report) : {};
  const href = paths.report(partnership.id, period.start);
  const { page, heading } = presentReportHead(work);
  return {
    page: { ...page, title: `To udgaver: ${heading}` },
    other: 'En anden gemte rapporten',
    differences: contract.content.goals.flatMap((goal, index) => {
      const texts = [theirs, mine].map((typed) => describe(typed[goal.key] ?? emptyFigure, goal));
      if (texts[0] === texts[1]) return [];
      const parts = compareWords(texts[0] ?? '', texts[1] ?? '');
      const without = (change: TextPart['change']) => parts.filter((part) => part.change !== change);
      return [{ label: `Mål ${index + 1}: ${goal.text}`, mine: without('removed'), theirs: without('added') }];
    }),
    saveHref: href,
    keepHref: href,
    entries: [...toReportEntries(mine), ['version', String(report?.version ?? 0)]],
  };
}

/** All that is typed about a goal, a line each. */
function describe({ actual, note, evidence_url, split }: TypedFigure, { unit, splits }: ResultGoal): string {
  const groups = splits.flatMap((kind) =>
    splitGroups[kind].map((group) => [groupLabels[group] ?? group, split[`${kind}.${group}`] ?? '']),
  );
  return [[unitLabels[unit], actual], ...groups, ['Bemærkning', note], ['Link', evidence_url]]
    .filter(([, text]) => text)
    .map(([label, text]) => `${label}: ${text}`)
    .join('\n');
}
