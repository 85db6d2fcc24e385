import type { SealedAssessment } from '#content/partnerships/assessments.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { type Contract, signedAt } from '#content/partnerships/contracts.ts';
import { stepCount } from '#content/partnerships/dissemination.ts';
import type { ListedPartnership } from '#content/partnerships/queries.ts';
import type { Split } from '#content/partnerships/report.ts';
import type { ApprovedReport } from '#content/partnerships/reports.ts';
import { type ShownSplit, showSplit } from '#content/partnerships/small-numbers.ts';
import type { LoadedPartnership } from '../../load-partnership.ts';
import { paths } from '../../paths.ts';

/** A partnership as a line of the JSON API's list. */
export function toListed(partnership: ListedPartnership, programmes: Map<number, string>, publicUrl: string) {
  const { slug, name, programmeId, startDate, endDate, state, demonstration, municipalities, judged } = partnership;
  return {
    ...{ slug, name, url: publicUrl + paths.partnership(slug), programme: programmes.get(programmeId) ?? '' },
    ...{ start_date: startDate, end_date: endDate, closed: state === 'closed', demonstration, municipalities, judged },
  };
}

/** All that readers may see of a partnership. Splits of few persons are withheld here as everywhere. */
export function toApiPartnership(loaded: LoadedPartnership, publicUrl: string) {
  const { partnership, members, grants, contracts, reports, dissemination, assessments, entries } = loaded;
  const { slug, name, programme, summary, startDate, endDate, state, demonstration, contact } = partnership;
  const signed = contracts.filter((contract) => contract.state === 'signed');
  return {
    ...{ slug, name, url: publicUrl + paths.partnership(slug), programme, summary },
    ...{ start_date: startDate, end_date: endDate, closed: state === 'closed', demonstration },
    ...{ members, grants, contact },
    contracts: signed.map((contract) => toContract(contract, loaded)),
    reports: reports.map((report) => toReport(report, signed)),
    events: dissemination.events.map(({ title, heldOn, participants, stepKey }) => ({
      ...{ title, held_on: heldOn, participants, step: stepKey },
    })),
    assessments: assessments.map(toAssessment),
    entries: entries.map((entry) => ({
      slug: entry.slug,
      title: entry.title,
      url: publicUrl + paths.entry(entry.slug),
    })),
  };
}

/** What was agreed, and what has become of its plans. */
function toContract(contract: Contract, { statuses, dissemination }: LoadedPartnership) {
  const { number, effectiveFrom, reason, content } = contract;
  return {
    ...{ number, effective_from: effectiveFrom, reason, signed_at: signedAt(contract), text: content.text },
    reporting: content.reporting,
    goals: content.goals.map(toGoal),
    activities: content.activities.map((activity) => {
      const { status = 'planned', note = '' } = statuses.find(({ activityKey }) => activityKey === activity.key) ?? {};
      return { ...activity, status, note };
    }),
    dissemination: content.dissemination.map((step) => ({ ...step, done: stepCount(step, dissemination) })),
  };
}

function toGoal({ baselineDate, ...goal }: ResultGoal) {
  return { ...goal, baseline_date: baselineDate };
}

function toReport({ periodStart, periodEnd, contractId, figures }: ApprovedReport, contracts: Contract[]) {
  return {
    ...{ period_start: periodStart, period_end: periodEnd },
    contract: contracts.find(({ id }) => id === contractId)?.number ?? 0,
    figures: figures.map(({ goalKey, actual, note, evidenceUrl, split }) => ({
      ...{ goal: goalKey, actual, note, evidence_url: evidenceUrl, split: toShown(split) },
    })),
  };
}

function toAssessment({ year, sealedAt, record }: SealedAssessment) {
  const { verdict, reasons, answer, contract, goals } = record;
  return {
    ...{ year, sealed_at: sealedAt.toISOString(), contract: contract.number, verdict, reasons, answer },
    goals: goals.map((goal) => ({
      ...{ goal: goal.key, text: goal.text, baseline: goal.baseline, target: goal.target, actual: goal.actual },
      ...{ verdict: goal.verdict, reasons: goal.reasons },
    })),
  };
}

/** Groups with their persons, or `"withheld"`. */
function toShown(split: Split): Record<string, ShownSplit> {
  const kinds = ['sex', 'age'] as const;
  return Object.fromEntries(kinds.flatMap((kind) => [[kind, showSplit(split, kind)]]).filter(([, shown]) => shown));
}
