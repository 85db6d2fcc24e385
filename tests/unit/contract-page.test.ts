import { describe, expect, test } from 'vitest';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import { presentContractPage } from '#server/presenters/partnerships/contract-page.ts';
import { presentContractSection } from '#server/presenters/partnerships/contract-section.ts';
import { contractContent, END, START } from '../support/contract-content.ts';

const partnership: Partnership = {
  ...{ id: 7, slug: 'havnen', programmeId: 1, programme: 'Integrationspartnerskaber', name: 'Havnen', summary: '' },
  ...{ startDate: START, endDate: END, state: 'active', demonstration: false, version: 1, updatedAt: new Date() },
  contact: { name: '', phone: '', email: '', organisation: '' },
};
const signed = (number: number, effectiveFrom: string): Contract => ({
  ...{ id: number, partnershipId: 7, number, state: 'signed', turn: 'ministry', effectiveFrom },
  ...{ reason: number > 1 ? 'Rederiet er lukket.' : '', content: contractContent(), version: 1 },
  ...{ partnershipSignedAt: new Date(START), ministrySignedAt: new Date(START) },
});
const contracts = [signed(1, START), signed(2, '2007-01-01')];
const event = { id: 1, stepKey: 4, title: 'Artiklen', heldOn: '2006-01-01', participants: null };
const done = { entries: 0, reads: 0, events: [event] };

function present(number: number, today: string) {
  const [contract] = contracts.filter((one) => one.number === number) as [Contract];
  const matter = { partnership, contracts, contract, statuses: [], dissemination: done, today };
  return presentContractPage(matter, 'https://eksempel.dk');
}

describe('a version of a contract', () => {
  test('is told to hold from its first day to the day before the next, and the last one to the end of the partnership', () => {
    expect(present(1, '2006-05-01').versions.map(({ label, held }) => [label, held])).toEqual([
      ['Version 2', '1. januar 2007 – 31. december 2008'],
      ['Version 1', '1. juli 2005 – 31. december 2006'],
    ]);
  });

  test.for<[day: string, current: number[], first: string, second: string]>([
    ['2005-06-30', [], '', ''],
    ['2006-12-31', [1], '', 'Denne version gælder ikke endnu. Version 1 gælder nu.'],
    ['2007-01-01', [2], 'Denne version er afløst. Version 2 gælder nu.', ''],
    [END, [2], 'Denne version er afløst. Version 2 gælder nu.', ''],
    ['2009-01-01', [], 'Denne version blev afløst af version 2.', ''],
  ])('says on %s what holds', ([day, current, first, second]) => {
    const pages = [present(1, day), present(2, day)] as const;
    for (const { versions } of pages)
      expect(versions.filter(({ isCurrent }) => isCurrent).map(({ number }) => number)).toEqual(current);
    expect(pages.map(({ notice }) => notice)).toEqual([first, second]);
  });

  test('is told on the page of its partnership as what holds, and afterwards as what held', () => {
    const since = ['2006-05-01', '2008-05-01', '2009-01-01'].map((today) => {
      const section = presentContractSection({ partnership, contracts, statuses: [], dissemination: done, today });
      return section?.since;
    });
    expect(since).toEqual([
      'Kontrakten gælder fra 1. juli 2005.',
      'Version 2 gælder fra 1. januar 2007.',
      'Version 2 gjaldt fra 1. januar 2007 til 31. december 2008.',
    ]);
  });
});

test('a step of the dissemination plan is missing only when its day has passed', () => {
  const states = ['2007-12-31', '2008-01-01', '2009-01-01'].map((day) =>
    present(2, day).steps.map(({ state }) => state),
  );
  expect(states).toEqual([
    ['Planlagt', 'Planlagt', 'Planlagt', 'Sket'],
    ['Mangler', 'Planlagt', 'Planlagt', 'Sket'],
    ['Mangler', 'Mangler', 'Mangler', 'Sket'],
  ]);
});
