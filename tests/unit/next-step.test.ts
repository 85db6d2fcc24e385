import { describe, expect, test } from 'vitest';
import type { PeriodToReport } from '#content/partnerships/report-periods.ts';
import type { PartnershipSubject } from '#content/permissions/partnership-rules.ts';
import { type NextStep, nextStep, type Work } from '#server/presenters/partnerships/next-step.ts';

const writer = { id: 1, role: 'partner' } as const;
const consultant = { id: 2, role: 'consultant' } as const;
const editor = { id: 3, role: 'editor' } as const;

const signed: PartnershipSubject = {
  ...{ partnership: 'active', userIds: [1] },
  contract: { state: 'signed', turn: 'ministry' },
};
const half = (
  number: 1 | 2,
  state: PeriodToReport['state'],
  changes: Partial<PeriodToReport> = {},
): PeriodToReport => ({
  ...(number === 1 ? { start: '2006-01-01', end: '2006-06-30', due: '2006-07-30' } : {}),
  ...(number === 2 ? { start: '2006-07-01', end: '2006-12-31', due: '2007-01-30' } : {}),
  ...({ state, hasEnded: true, isLate: false } as PeriodToReport),
  ...changes,
});
const work = (changes: Partial<Work> = {}): Work => ({
  ...{ id: 7, subject: signed, endDate: '2008-12-31', otherSideSigned: false, periods: [], assessments: [] },
  ...{ hasLesson: false, today: '2007-01-10' },
  ...changes,
});
const open = (partnership: 'draft' | 'active', state: 'draft' | 'negotiation', turn: 'partnership' | 'ministry') => ({
  subject: { partnership, userIds: [1], contract: { state, turn } },
});
const label = ({ button }: NextStep) => button?.label;
const step = (who: typeof writer | typeof consultant | typeof editor, changes: Partial<Work>) =>
  nextStep(who, work(changes));

describe('the contract', () => {
  test('is drafted by the side whose turn it is, and the other one waits', () => {
    const drafting = open('draft', 'draft', 'partnership');
    expect(step(writer, drafting).button).toEqual({
      ...{ label: 'Skriv kontrakten', href: '/mit/partnerskaber/7/kontrakt', method: 'get' },
    });
    expect(step(editor, drafting)).toEqual({ text: 'Kontrakten ligger hos partnerskabet.' });
  });

  test('is answered by the side whose turn it is', () => {
    const withMinistry = open('draft', 'negotiation', 'ministry');
    expect(label(step(consultant, withMinistry))).toBe('Svar på forslaget');
    expect(step(writer, withMinistry)).toEqual({ text: 'Kontrakten ligger hos ministeriet.' });
    expect(label(step(writer, open('draft', 'negotiation', 'partnership')))).toBe('Svar på forslaget');
  });

  test('is signed by those who may, once the other side has signed', () => {
    const ministrySigned = { ...open('draft', 'negotiation', 'partnership'), otherSideSigned: true };
    expect(label(step(writer, ministrySigned))).toBe('Læs og underskriv');
    const partnershipSigned = { ...open('draft', 'negotiation', 'ministry'), otherSideSigned: true };
    expect(label(step(editor, partnershipSigned))).toBe('Læs og underskriv');
    expect(label(step(consultant, partnershipSigned))).toBe('Svar på forslaget');
  });

  test('comes before reports while it is renegotiated', () => {
    const renegotiating = { ...open('active', 'draft', 'partnership'), periods: [half(1, 'not_begun')] };
    expect(label(step(writer, renegotiating))).toBe('Skriv den nye version');
  });
});

describe('a report', () => {
  test('is written once its period is over, the oldest first, and the deadline is said', () => {
    const found = step(writer, { periods: [half(1, 'draft'), half(2, 'not_begun')] });
    expect(found.text).toBe('Perioden 1. halvår 2006 er slut. Rapporten skulle være inde senest 30. juli 2006.');
    expect(found.button?.href).toBe('/mit/partnerskaber/7/rapporter/2006-01-01');
    const next = step(writer, { periods: [half(1, 'submitted'), half(2, 'not_begun')] });
    expect(next.text).toBe('Perioden 2. halvår 2006 er slut. Rapporten skal være inde senest 30. januar 2007.');
  });

  test('that came back goes before a new one', () => {
    const found = step(writer, { periods: [half(1, 'not_begun'), half(2, 'returned')] });
    expect([found.text, label(found)]).toEqual(['Rapporten for 2. halvår 2006 er sendt tilbage.', 'Ret rapporten']);
  });

  test('that was handed in is read by the ministry, never by the partnership itself', () => {
    const submitted = { periods: [half(1, 'approved'), half(2, 'submitted')] };
    expect(step(consultant, submitted).button?.href).toBe('/mit/partnerskaber/7/rapporter/2006-07-01');
    expect(step(writer, submitted)).toEqual({ text: 'En rapport ligger hos ministeriet.' });
    const both = { ...submitted, subject: { ...signed, userIds: [3] } };
    expect(step(editor, both).button).toBeUndefined();
  });

  test('of a period that still runs is only told of', () => {
    const running = half(2, 'not_begun', { hasEnded: false });
    expect(step(writer, { periods: [half(1, 'approved'), running], today: '2006-10-01' })).toEqual({
      text: 'Intet venter. Den næste rapport dækker 2. halvår 2006 og skal være inde senest 30. januar 2007.',
    });
  });

  test('is not asked of the ministry', () => {
    expect(step(editor, { periods: [half(1, 'not_begun')] })).toEqual({ text: 'Partnerskabet mangler at rapportere.' });
  });
});

describe('an assessment', () => {
  const approved = { periods: [half(1, 'approved'), half(2, 'approved')] };
  const hearing = (answered: boolean) => ({
    ...approved,
    assessments: [{ year: 2006, state: 'hearing' as const, answered }],
  });

  test('is written when all reports of a year that is over are approved', () => {
    expect(step(editor, approved).button).toEqual({
      ...{ label: 'Bedøm 2006', href: '/mit/partnerskaber/7/bedoemmelser/2006', method: 'get' },
    });
    expect(label(step(editor, { periods: [half(1, 'approved'), half(2, 'submitted')] }))).toBe('Læs rapporten');
    expect(step(editor, { ...approved, today: '2006-12-31' }).button).toBeUndefined();
    expect(step(consultant, approved).button).toBeUndefined();
  });

  test('is answered by the partnership, and then sealed', () => {
    expect(label(step(writer, hearing(false)))).toBe('Svar på bedømmelsen for 2006');
    expect(step(editor, hearing(false))).toEqual({ text: 'En bedømmelse er i høring.' });
    expect(label(step(editor, hearing(true)))).toBe('Læs svaret');
    expect(step(writer, hearing(true))).toEqual({ text: 'En bedømmelse er i høring.' });
  });
});

describe('an entry on what did not work', () => {
  test('is asked for when the partnership is over or closed, until it has been begun', () => {
    const wanted = 'Beskriv, hvad der ikke virkede';
    const closed = { subject: { ...signed, partnership: 'closed' as const } };
    expect(step(writer, closed).button).toEqual({ label: wanted, href: '/mit/partnerskaber/7', method: 'post' });
    expect(label(step(writer, { today: '2009-01-01' }))).toBe(wanted);
    expect(label(step(writer, { today: '2008-12-31' }))).toBeUndefined();
    expect(step(writer, { ...closed, hasLesson: true })).toEqual({ text: 'Intet venter.' });
    expect(step(editor, closed)).toEqual({ text: 'Intet venter.' });
  });
});
