import type { Check, CheckResult } from '#content/entries/checklist.ts';
import { paths } from '../paths.ts';

export interface ChecklistItem {
  label: string;
  icon: 'success' | 'warning' | 'error';
  /** What the icon says, in words. */
  verdict: string;
  findings: { message: string; href?: string; other?: { label: string; href: string } }[];
}

export interface Checklist {
  /** The whole in one sentence. */
  verdict: string;
  items: ChecklistItem[];
}

const icons: Record<CheckResult, ChecklistItem['icon']> = {
  ok: 'success',
  warning: 'warning',
  stop: 'error',
  override: 'error',
};
const verdicts = { success: 'I orden', warning: 'Se på det', error: 'Skal rettes' };

/** The checklist for author and reviewer; findings lead to the field's place on the page. */
export function presentChecklist(checks: Check[]): Checklist {
  const items = checks.map(({ label, result, findings }) => ({
    label,
    icon: icons[result],
    verdict: verdicts[icons[result]],
    findings: findings.map(({ field, message, slug }) => ({
      message,
      ...(field ? { href: `#${field}` } : {}),
      ...(slug ? { other: { label: 'Læs den lignende erfaring', href: paths.entry(slug) } } : {}),
    })),
  }));
  return { verdict: presentVerdict(items), items };
}

function presentVerdict(items: ChecklistItem[]): string {
  const count = (icon: ChecklistItem['icon']) => items.filter((item) => item.icon === icon).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (!errors && !warnings) return 'Alt er i orden.';
  const parts = [errors && `${errors} ting skal rettes`, warnings && `${warnings} er værd at se på`].filter(Boolean);
  return `${parts.join(', og ')}.`;
}
