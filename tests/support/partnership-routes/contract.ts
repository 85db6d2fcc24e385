import { typeContract } from '#server/forms/contract/items.ts';
import { toFormEntries } from '#server/forms/contract/typed.ts';
import { contractContent } from '../partnerships.ts';
import { isPartnershipAllowed, type Partner } from '../permission-table.ts';
import type { PartnershipRow } from './row.ts';

const draft = typeContract({
  ...{ content: contractContent({ text: 'Et nyt ord.' }), effectiveFrom: '2007-01-01' },
  ...{ reason: 'En virksomhed er lukket.', version: 1 },
});

export const rows: Record<string, PartnershipRow> = {
  'GET /mit/partnerskaber/:id/kontrakt': { action: 'partnership.read' },
  // Whoever may read is told in words why a text cannot be saved now, and keeps it.
  'POST /mit/partnerskaber/:id/kontrakt': {
    action: 'partnership.read',
    fields: () => ({ ...Object.fromEntries(toFormEntries(draft)), state: 'signed', turn: 'partnership' }),
    done: (state, who) => (isPartnershipAllowed('contract.draft', who as Partner, state) ? 303 : 409),
  },
  'POST /mit/partnerskaber/:id/kontrakt/forslag': {
    action: 'contract.draft',
    fields: () => ({ message: 'Se på målene.', seen: '1' }),
  },
  'POST /mit/partnerskaber/:id/kontrakt/underskrift': {
    action: 'contract.sign',
    fields: () => ({ sure: 'ja', seen: '1', side: 'partnership' }),
  },
  'POST /mit/partnerskaber/:id/kontrakt/kommentarer': {
    action: 'contract.comment',
    fields: () => ({ part: 'goal:1', body: 'Er det ikke mange?' }),
  },
  'POST /mit/partnerskaber/:id/kontrakt/genforhandling': {
    action: 'contract.renegotiate',
    fields: () => ({ reason: 'En virksomhed er lukket.', effective_from: '2007-01-01' }),
  },
  'POST /mit/partnerskaber/:id/kontrakt/genforhandling/opgivelse': {
    action: 'contract.abandon',
    fields: () => ({ abandon: 'ja', seen: '1' }),
  },
  'POST /mit/partnerskaber/:id/aktiviteter': {
    action: 'partnership.edit',
    fields: () => ({ activity: '1', status: 'running', note: 'Fem mentorer er i gang.' }),
  },
  'GET /mit/partnerskaber/:id/formidling': { action: 'partnership.read' },
  'POST /mit/partnerskaber/:id/formidling': {
    action: 'partnership.edit',
    fields: () => ({ title: 'Temadag', held_on: '2006-05-01', step: '2' }),
  },
  'POST /mit/partnerskaber/:id/formidling/:event/sletning': {
    action: 'partnership.edit',
    rest: () => ({ event: '999999' }),
    done: () => 404,
  },
};
