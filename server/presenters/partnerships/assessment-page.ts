import type { SealedAssessment } from '#content/partnerships/assessments.ts';
import { verdictLabels } from '#content/partnerships/verdict.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import type { Page } from '../page.ts';
import { type GoalResult, presentGoalResult } from './assessed-goals.ts';

/** A sealed assessment, as readers see it and print it. */
export interface AssessmentPage {
  page: Page;
  heading: string;
  partnership: { name: string; href: string };
  isDemonstration: boolean;
  sealedOn: string;
  contract: { text: string; href: string };
  verdict: string;
  reasons: string;
  answer: string;
  goals: GoalResult[];
  docxHref: string;
}

export function presentAssessment(
  { slug, demonstration }: { slug: string; demonstration: boolean },
  { year, sealedAt, record }: SealedAssessment,
  publicUrl: string,
): AssessmentPage {
  const { partnership, contract, verdict, reasons, answer, goals } = record;
  const heading = `Bedømmelse ${year}`;
  return {
    page: {
      title: `${heading}: ${partnership}`,
      description: `Ministeriets bedømmelse af ${partnership} i ${year}: ${verdictLabels[verdict].toLowerCase()}.`,
      canonical: publicUrl + paths.assessment(slug, year),
      section: 'partnerships',
      noindex: demonstration,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: 'Partnerskaber', href: paths.partnerships() },
        { label: partnership, href: paths.partnership(slug) },
        { label: heading },
      ],
    },
    heading,
    partnership: { name: partnership, href: paths.partnership(slug) },
    isDemonstration: demonstration,
    sealedOn: formatDay(sealedAt),
    contract: {
      text: `resultatkontraktens version ${contract.number}, der gælder fra ${formatDay(contract.effectiveFrom)}`,
      href: paths.contract(slug, contract.number),
    },
    verdict: verdictLabels[verdict],
    reasons,
    answer,
    goals: goals.map(presentGoalResult),
    docxHref: paths.assessmentDocx(slug, year),
  };
}
