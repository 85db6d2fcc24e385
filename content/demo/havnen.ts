import type { ContractContent } from '../partnerships/contract.ts';
import type { DemoPartnership } from './demo-partnership.ts';

const content: ContractContent = {
  text: 'Partnerskabet hjælper flygtninge og indvandrere i job på havnens virksomheder. **Sprog læres på arbejdspladsen**, og hver ny medarbejder har en mentor.',
  reporting: 'half_year',
  goals: [
    {
      ...{
        key: 1,
        text: 'Flere kommer i ordinært arbejde',
        indicator: 'Personer i ordinært arbejde efter seks måneder',
      },
      ...{ unit: 'persons', direction: 'up', aggregation: 'sum', baseline: 0, baselineDate: '2005-12-31' },
      ...{ target: 80, deadline: '2007-12-31', splits: ['sex', 'age'] },
      measurement: { source: 'Jobcentrets register', frequency: 'Hvert halvår', responsible: 'Esbjerg Kommune' },
    },
    {
      ...{ key: 2, text: 'Flere består danskprøven', indicator: 'Andel af deltagerne, der består danskprøve 2' },
      ...{ unit: 'percent', direction: 'up', aggregation: 'latest', baseline: 38, baselineDate: '2005-12-31' },
      ...{ target: 60, deadline: '2007-12-31', splits: [] },
      measurement: {
        source: 'Skolens protokol',
        frequency: 'Hvert halvår',
        responsible: 'Sprogskolen Vest (eksempel)',
      },
    },
  ],
  activities: [
    {
      key: 1,
      text: 'Mentorkursus for 40 medarbejdere',
      start: '2006-02-01',
      end: '2006-06-30',
      responsible: 'Havneservice (eksempel)',
    },
    {
      key: 2,
      text: 'Danskundervisning i arbejdstiden',
      start: '2006-03-01',
      end: '2007-12-31',
      responsible: 'Sprogskolen Vest (eksempel)',
    },
  ],
  dissemination: [
    {
      key: 1,
      text: 'Metoden med mentorer',
      audience: 'Andre kommuner',
      channel: 'entry',
      target: 1,
      due: '2007-12-31',
    },
    { key: 2, text: 'Åbent hus på havnen', audience: 'Virksomheder', channel: 'event', target: 2, due: '2007-12-31' },
  ],
};

/** Reaches what it promised. */
export const havnen: DemoPartnership = {
  slug: 'eksempel-havnen-aabner-doere',
  name: 'Eksempel: Havnen åbner døre',
  summary: 'Kommune, havnevirksomheder og sprogskole skaffer sammen arbejde og dansk til nye medarbejdere.',
  members: [
    { name: 'Esbjerg Kommune', type: 'municipality', municipality: '0561', task: 'Finder deltagerne og følger dem' },
    { name: 'Havneservice (eksempel)', type: 'company', task: 'Ansætter og stiller mentorer' },
    { name: 'Sprogskolen Vest (eksempel)', type: 'school', task: 'Underviser på arbejdspladsen' },
    { name: 'Havnens Venner (eksempel)', type: 'association', task: 'Netværk og fritid' },
  ],
  grants: [
    { year: 2006, commitment: 1_000_000, paid: 1_000_000, advance: 250_000 },
    { year: 2007, commitment: 1_000_000, paid: 900_000, advance: 0 },
  ],
  contracts: [{ effectiveFrom: '2006-01-01', signedOn: '2005-12-15', reason: '', content }],
  reports: {
    '2006-01-01': {
      1: {
        actual: 16,
        note: 'Flest i rengøring og lager.',
        split: { sex: { women: 7, men: 9 }, age: { '18-24': 6, '25-29': 5, '30-49': 5 } },
      },
      2: { actual: 41 },
    },
    '2006-07-01': {
      1: { actual: 22, split: { sex: { women: 10, men: 12 }, age: { '18-24': 9, '25-29': 3, '30-49': 10 } } },
      2: { actual: 49.5 },
    },
    '2007-01-01': { 1: { actual: 21, split: { sex: { women: 9, men: 12 } } }, 2: { actual: 57 } },
    '2007-07-01': { 1: { actual: 27, split: { sex: { women: 14, men: 13 } } }, 2: { actual: 63 } },
  },
  assessments: [
    {
      ...{ year: 2006, verdict: 'partly', reasons: 'Partnerskabet er godt i gang og når de fleste delmål.' },
      answer: 'Vi er enige og fortsætter med mentorerne.',
      goals: {
        1: ['partly', '38 af 80 personer er i arbejde efter det første år.'],
        2: ['partly', 'Andelen stiger, men er ikke i mål endnu.'],
      },
    },
    {
      ...{ year: 2007, verdict: 'reached', reasons: 'Begge mål er nået inden fristen.' },
      answer: 'Tak. Virksomhederne fortsætter for egne midler.',
      goals: {
        1: ['reached', '86 personer er kommet i arbejde siden begyndelsen. Målet var 80.'],
        2: ['reached', '63 procent bestod. Målet var 60.'],
      },
    },
  ],
  activities: { 1: 'done', 2: 'done' },
  events: [
    { stepKey: 2, title: 'Åbent hus for virksomheder', heldOn: '2006-10-12', participants: 34 },
    { stepKey: 2, title: 'Morgenmøde om mentorer', heldOn: '2007-05-22', participants: 41 },
  ],
  entry: {
    slug: 'eksempel-mentorer-paa-havnen',
    title: 'Eksempel: Mentorer og dansk på arbejdspladsen',
    one_liner: 'Dansk i arbejdstiden og en mentor til hver ny medarbejder hjalp flere i arbejde.',
    summary:
      'Opfundet eksempel. Kommune, virksomheder og sprogskole gav hver ny medarbejder en mentor og dansk i arbejdstiden.',
    method:
      'Virksomheden uddanner mentorer. Sprogskolen underviser i pauserne med ord fra arbejdet. Kommunen følger op hver måned.',
    results: 'Tallene står i bedømmelsen, som erfaringen bygger på.',
    goal: 1,
  },
};
