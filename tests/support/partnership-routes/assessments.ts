import { isPartnershipAllowed, type Partner, type PartnershipStateName } from '../permission-table.ts';
import type { PartnershipRow } from './row.ts';

/** Before a contract is signed there is nothing to judge. */
const unsigned: PartnershipStateName[] = ['drafting', 'with the ministry', 'with the partnership'];
const onceSigned = (answer: number) => (state: PartnershipStateName) => (unsigned.includes(state) ? 404 : answer);

const judged = {
  ...Object.fromEntries(
    [1, 2, 3].flatMap((key) => [
      [`verdict_${key}`, 'reached'],
      [`reasons_${key}`, 'Det gik godt.'],
    ]),
  ),
  ...{ verdict: 'reached', reasons: 'Det gik godt.', based_on: '0' },
};

/** Whoever reads may send something, so that what comes too late is answered in words. */
const decided =
  (action: 'assessment.answer' | 'assessment.seal') =>
  (state: PartnershipStateName, who: string): number => {
    if (!isPartnershipAllowed(action, who as Partner, 'hearing')) return 403;
    if (state === 'hearing') return 303;
    return ['approved', 'sealed', 'closed'].includes(state) ? 409 : 404;
  };

/** The version of a judgement that is there is missing, so it is taken for one that somebody else has saved since. */
const written =
  (unjudged: number) =>
  (state: PartnershipStateName, who: string): number => {
    if (unsigned.includes(state)) return 404;
    if (!isPartnershipAllowed('assessment.write', who as Partner, 'active')) return 403;
    return ['approved', 'hearing', 'sealed', 'closed'].includes(state) ? 409 : unjudged;
  };

export const rows: Record<string, PartnershipRow> = {
  'GET /mit/partnerskaber/:id/bedoemmelser/:year': { action: 'partnership.read', done: onceSigned(200) },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year': {
    action: 'partnership.read',
    fields: () => judged,
    done: written(303),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/hoering': {
    action: 'partnership.read',
    fields: () => ({ ...judged, based_on: '7' }),
    done: written(409),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/hoering/fortrydelse': {
    action: 'partnership.read',
    fields: () => ({ seen: '1' }),
    done: decided('assessment.seal'),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/svar': {
    action: 'partnership.read',
    fields: () => ({ answer: 'Vi er enige.', seen: '1' }),
    done: decided('assessment.answer'),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/forsegling': {
    action: 'partnership.read',
    fields: () => ({ confirmed: 'yes', seen: '1' }),
    done: decided('assessment.seal'),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/erfaring': { action: 'assessment.describe' },
};
