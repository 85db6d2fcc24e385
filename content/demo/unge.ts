import type { ContractContent } from '../partnerships/contract.ts';
import type { DemoPartnership } from './demo-partnership.ts';

const content: ContractContent = {
  text: 'Unge indvandrere får en læreplads og en fast voksen at tale med. Foreninger og virksomheder finder pladserne sammen.',
  reporting: 'half_year',
  goals: [
    {
      ...{ key: 1, text: 'Flere unge får en læreplads', indicator: 'Unge med underskrevet uddannelsesaftale' },
      ...{ unit: 'persons', direction: 'up', aggregation: 'sum', baseline: 0, baselineDate: '2005-12-31' },
      ...{ target: 60, deadline: '2007-12-31', splits: ['sex'] },
      measurement: {
        source: 'Skolens elevsystem',
        frequency: 'Hvert halvår',
        responsible: 'Erhvervsskolen Byen (eksempel)',
      },
    },
    {
      ...{ key: 2, text: 'Færre unge falder fra', indicator: 'Andel, der afbryder uddannelsen i det første år' },
      ...{ unit: 'percent', direction: 'down', aggregation: 'latest', baseline: 45, baselineDate: '2005-12-31' },
      ...{ target: 25, deadline: '2007-12-31', splits: [] },
      measurement: {
        source: 'Skolens elevsystem',
        frequency: 'Hvert halvår',
        responsible: 'Erhvervsskolen Byen (eksempel)',
      },
    },
  ],
  activities: [
    {
      key: 1,
      text: 'Lærepladsmesser i boligområdet',
      start: '2006-03-01',
      end: '2007-10-31',
      responsible: 'Beboerforeningen (eksempel)',
    },
    {
      key: 2,
      text: 'Lektiecafé to aftener om ugen',
      start: '2006-08-15',
      end: '2007-12-20',
      responsible: 'Beboerforeningen (eksempel)',
    },
  ],
  dissemination: [
    {
      key: 1,
      text: 'Hvad der ikke virkede',
      audience: 'Kommuner og skoler',
      channel: 'entry',
      target: 1,
      due: '2007-12-31',
    },
    { key: 2, text: 'Oplæg for skolevejledere', audience: 'Vejledere', channel: 'event', target: 2, due: '2007-12-31' },
  ],
};

/** Misses its first goal, and says why. */
export const unge: DemoPartnership = {
  slug: 'eksempel-unge-paa-vej',
  name: 'Eksempel: Unge på vej',
  summary:
    'Kommune, erhvervsskole, virksomheder og forening hjælper unge til en læreplads og holder dem i uddannelsen.',
  members: [
    { name: 'Aarhus Kommune', type: 'municipality', municipality: '0751', task: 'Vejledning' },
    { name: 'Erhvervsskolen Byen (eksempel)', type: 'school', task: 'Uddannelse og tal' },
    { name: 'Byggefirmaet (eksempel)', type: 'company', task: 'Lærepladser' },
    { name: 'Beboerforeningen (eksempel)', type: 'association', task: 'Lektiecafé og messer' },
  ],
  grants: [
    { year: 2006, commitment: 800_000, paid: 800_000, advance: 200_000 },
    { year: 2007, commitment: 800_000, paid: 650_000, advance: 0 },
  ],
  contracts: [{ effectiveFrom: '2006-01-01', signedOn: '2005-12-20', reason: '', content }],
  reports: {
    '2006-01-01': { 1: { actual: 8, split: { sex: { women: 2, men: 6 } } }, 2: { actual: 43 } },
    '2006-07-01': { 1: { actual: 9, split: { sex: { women: 3, men: 6 } } }, 2: { actual: 38 } },
    '2007-01-01': { 1: { actual: 7, split: { sex: { women: 1, men: 6 } } }, 2: { actual: 31 } },
    '2007-07-01': { 1: { actual: 11, split: { sex: { women: 5, men: 6 } } }, 2: { actual: 26.5 } },
  },
  assessments: [
    {
      ...{ year: 2006, verdict: 'not_reached', reasons: 'Der er for få lærepladser. Lektiecaféen virker.' },
      answer: 'Vi søger flere virksomheder.',
      goals: { 1: ['not_reached', '17 af 60 pladser.'], 2: ['partly', 'Frafaldet er på vej ned.'] },
    },
    {
      ...{ year: 2007, verdict: 'partly', reasons: 'Frafaldet er næsten i mål. Lærepladserne er det ikke.' },
      answer: 'Virksomhederne kom for sent med. Det har vi skrevet en erfaring om.',
      goals: { 1: ['not_reached', '35 af 60 pladser.'], 2: ['partly', '26,5 procent. Målet var 25.'] },
    },
  ],
  activities: { 1: 'done', 2: 'done' },
  events: [{ stepKey: 2, title: 'Oplæg for skolevejledere', heldOn: '2007-03-14', participants: 22 }],
  entry: {
    slug: 'eksempel-laerepladser-kraever-virksomheder-fra-begyndelsen',
    title: 'Eksempel: Lærepladser kræver virksomheder fra begyndelsen',
    one_liner: 'Messer gav få aftaler, fordi virksomhederne først kom med, da eleverne stod klar.',
    summary: 'Opfundet eksempel. Partnerskabet fik halvt så mange lærepladser som lovet, men færre unge faldt fra.',
    method: 'Messer i boligområdet og lektiecafé to aftener om ugen.',
    results: 'Tallene står i bedømmelsen, som erfaringen bygger på.',
    goal: 1,
  },
};
