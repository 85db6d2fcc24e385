import type { SplitKind } from '#content/partnerships/contract.ts';

export const splitLabels: Record<SplitKind, string> = { sex: 'Fordelt på køn', age: 'Fordelt på alder' };

export const groupLabels: Record<string, string> = {
  women: 'Kvinder',
  men: 'Mænd',
  sex_unknown: 'Ikke oplyst',
  'under-18': 'Under 18 år',
  '18-24': '18-24 år',
  '25-29': '25-29 år',
  '30-49': '30-49 år',
  '50-64': '50-64 år',
  '65-over': '65 år og derover',
};
