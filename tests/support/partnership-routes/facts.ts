import { hashGrants } from '#content/partnerships/grants.ts';
import { END, START } from '../partnerships.ts';
import type { PartnershipRow } from './row.ts';

export const rows: Record<string, PartnershipRow> = {
  'GET /mit/partnerskaber/:id': { action: 'partnership.read' },
  'POST /mit/partnerskaber/:id': { action: 'partnership.read' },
  'GET /mit/partnerskaber/:id/oplysninger': { action: 'partnership.edit' },
  'POST /mit/partnerskaber/:id/oplysninger': {
    action: 'partnership.edit',
    fields: () => ({
      ...{ name: 'Et nyt navn', summary: '', based_on: '1', state: 'closed', demonstration: 'true' },
      ...{ programme: '1', start_date: START, end_date: END },
    }),
  },
  'GET /redaktion/partnerskaber/:id/skrivere': { action: 'partnership.manage' },
  'POST /redaktion/partnerskaber/:id/skrivere': {
    action: 'partnership.manage',
    fields: () => ({ email: 'ingen@eksempel.dk' }),
    done: () => 422,
  },
  'GET /redaktion/partnerskaber/:id/tilskud': { action: 'partnership.manage' },
  'POST /redaktion/partnerskaber/:id/tilskud': {
    action: 'partnership.manage',
    fields: () => ({
      ...{ commitment_2006: '1.250.000', paid_2006: '500.000', advance_2006: '' },
      based_on: hashGrants([]),
    }),
  },
  'GET /redaktion/partnerskaber/:id/afslutning': { action: 'partnership.close' },
  'POST /redaktion/partnerskaber/:id/afslutning': {
    action: 'partnership.close',
    done: (state) => (state === 'renegotiating' ? 422 : 303),
  },
};
