import type { ContractContent } from '#content/partnerships/contract.ts';

/** The first and the last day of a partnership that tests make, and the names of its members. */
export const START = '2005-07-01';
export const END = '2008-12-31';
export const MEMBERS = ['Vejle Kommune', 'Havnens Rengøring', 'Sprogskolen Syd'] as const;

/** A contract as a partnership could really sign it; `changes` overrule it. */
export function contractContent(changes: Partial<ContractContent> = {}): ContractContent {
  return {
    text: 'Vi hjælper flygtninge og indvandrere i **arbejde** på havnen.\n\nSprog læres på arbejdspladsen.',
    reporting: 'half_year',
    goals: [
      {
        key: 1,
        text: 'Flere kommer i ordinært arbejde',
        indicator: 'Personer i ordinært arbejde efter seks måneder',
        unit: 'persons',
        direction: 'up',
        aggregation: 'sum',
        baseline: 0,
        baselineDate: '2005-06-30',
        target: 60,
        deadline: '2008-06-30',
        splits: ['sex', 'age'],
        measurement: { source: 'Jobcentrets register', frequency: 'Hvert halvår', responsible: 'Vejle Kommune' },
      },
      {
        key: 2,
        text: 'Flere får et virksomhedsrettet tilbud',
        indicator: 'Andel med virksomhedsrettet aktivt tilbud',
        unit: 'percent',
        direction: 'up',
        aggregation: 'latest',
        baseline: 22.5,
        baselineDate: '2005-06-30',
        target: 40,
        deadline: '2007-12-31',
        splits: [],
        measurement: { source: 'Spørgeskema', frequency: 'Hvert kvartal', responsible: 'Sprogskolen Syd' },
      },
      {
        key: 3,
        text: 'Ventetiden på sprogundervisning bliver kortere',
        indicator: 'Dage fra henvisning til første lektion',
        unit: 'number',
        direction: 'down',
        aggregation: 'latest',
        baseline: 90,
        baselineDate: '2005-06-30',
        target: 30,
        deadline: '2006-12-31',
        splits: [],
        measurement: { source: 'Skolens protokol', frequency: 'Hver måned', responsible: 'Sprogskolen Syd' },
      },
    ],
    activities: [
      {
        key: 1,
        text: 'Sprogmentorer på havnen',
        start: '2005-09-01',
        end: '2006-12-31',
        responsible: 'Havnens Rengøring',
      },
      {
        key: 2,
        text: 'Besøg hos 40 virksomheder',
        start: '2006-01-01',
        end: '2007-06-30',
        responsible: 'Vejle Kommune',
      },
    ],
    dissemination: [
      {
        key: 1,
        text: 'Metoden med sprogmentorer',
        audience: 'Andre kommuner',
        channel: 'entry',
        target: 1,
        due: '2007-12-31',
      },
      {
        key: 2,
        text: 'Erfaringer fra havnen',
        audience: 'Virksomheder',
        channel: 'event',
        target: 2,
        due: '2008-06-30',
      },
      {
        key: 3,
        text: 'At erfaringen bliver læst',
        audience: 'Sagsbehandlere',
        channel: 'reads',
        target: 500,
        due: '2008-12-31',
      },
      {
        key: 4,
        text: 'En artikel i fagbladet',
        audience: 'Sproglærere',
        channel: 'other',
        target: 1,
        due: '2008-12-31',
      },
    ],
    ...changes,
  };
}
