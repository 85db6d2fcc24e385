import {
  isPartnershipAllowed,
  type Partner,
  type PartnershipStateName,
  partnershipStates,
} from '../permission-table.ts';
import type { PartnershipRow } from './row.ts';

/** Before a contract is signed there is no period to report. */
const unsigned: PartnershipStateName[] = ['drafting', 'with the ministry', 'with the partnership'];
const fields = () => ({ version: '0', actual_1: '12', actual_2: '30', actual_3: '45' });

/** Whoever reads may send the form, so that words which come too late are answered in words. */
function written(state: PartnershipStateName, who: string): number {
  // The version of the report that came back is missing, so it is taken for one that somebody else has saved since.
  if (isPartnershipAllowed('report.edit', who as Partner, state)) return state === 'returned' ? 409 : 303;
  const wrote = isPartnershipAllowed('report.edit', who as Partner, 'active');
  return wrote && partnershipStates[state].partnership === 'active' ? 422 : 403;
}

/** Files go the same way, and those who may write are answered `allowed`. */
function attached(allowed: number) {
  return (state: PartnershipStateName, who: string) =>
    isPartnershipAllowed('report.edit', who as Partner, state) ? allowed : written(state, who);
}

/** Whoever decides on reports is told why there is nothing to decide. */
function decided(state: PartnershipStateName, who: string): number {
  if (isPartnershipAllowed('report.decide', who as Partner, state)) return 303;
  return isPartnershipAllowed('report.decide', who as Partner, 'submitted') ? 422 : 403;
}

export const rows: Record<string, PartnershipRow> = {
  'GET /mit/partnerskaber/:id/rapporter/:period': {
    action: 'partnership.read',
    done: (state) => (unsigned.includes(state) ? 404 : 200),
  },
  'POST /mit/partnerskaber/:id/rapporter/:period': { action: 'partnership.read', fields, done: written },
  'POST /mit/partnerskaber/:id/rapporter/:period/indsendelse': { action: 'partnership.read', fields, done: written },
  'POST /mit/partnerskaber/:id/rapporter/:period/afgoerelse': {
    action: 'partnership.read',
    fields: () => ({ decision: 'return', reason: 'Ret tallene.', version: '1' }),
    done: decided,
  },
  // Nothing is sent along, and there is no such file: tests/integration/report-files.test.ts has both.
  'POST /mit/partnerskaber/:id/rapporter/:period/filer': { action: 'partnership.read', done: attached(422) },
  'GET /mit/partnerskaber/:id/rapporter/:period/filer/:key': {
    action: 'partnership.read',
    rest: () => ({ key: 'findes-ikke' }),
    done: () => 404,
  },
  'POST /mit/partnerskaber/:id/rapporter/:period/filer/:key/sletning': {
    action: 'partnership.read',
    rest: () => ({ key: 'findes-ikke' }),
    done: attached(404),
  },
};
