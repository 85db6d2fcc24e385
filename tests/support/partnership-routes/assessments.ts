import type { PartnershipStateName } from '../permission-table.ts';
import type { PartnershipRow } from './row.ts';

/** Before a contract is signed there is nothing to judge. */
const unsigned: PartnershipStateName[] = ['drafting', 'with the ministry', 'with the partnership'];
const onceSigned = (answer: number) => (state: PartnershipStateName) => (unsigned.includes(state) ? 404 : answer);

const judged = {
  ...Object.fromEntries(
    [1, 2, 3].flatMap((key) => [
      [`verdict_${key}`, 'partly'],
      [`reasons_${key}`, 'På vej.'],
    ]),
  ),
  ...{ verdict: 'partly', reasons: 'Godt på vej.', based_on: '0' },
};

export const rows: Record<string, PartnershipRow> = {
  'GET /mit/partnerskaber/:id/bedoemmelser/:year': { action: 'partnership.read', done: onceSigned(200) },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year': {
    action: 'assessment.write',
    // The version of a draft that is there is missing, so it is taken for one that somebody else has saved since.
    fields: () => judged,
    done: (state) => (state === 'approved' ? 422 : onceSigned(303)(state)),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/hoering': {
    action: 'assessment.write',
    fields: () => ({ ...judged, based_on: '7' }),
    done: onceSigned(422),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/hoering/fortrydelse': { action: 'assessment.seal' },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/svar': {
    action: 'assessment.answer',
    fields: () => ({ answer: 'Vi er enige.' }),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/forsegling': {
    action: 'assessment.seal',
    fields: () => ({ confirmed: 'yes' }),
  },
  'POST /mit/partnerskaber/:id/bedoemmelser/:year/erfaring': { action: 'assessment.describe' },
};
