import type { ContractContent, ResultGoal } from '../partnerships/contract.ts';
import type { DemoPartnership } from './demo-partnership.ts';

const goals: ResultGoal[] = [
  {
    ...{
      key: 1,
      text: 'Flere får et virksomhedsrettet tilbud',
      indicator: 'Andel med virksomhedsrettet aktivt tilbud',
    },
    ...{ unit: 'percent', direction: 'up', aggregation: 'latest', baseline: 24, baselineDate: '2005-12-31' },
    ...{ target: 50, deadline: '2007-12-31', splits: [] },
    measurement: { source: 'Kommunernes sagssystem', frequency: 'Hvert halvår', responsible: 'Vejle Kommune' },
  },
  {
    ...{
      key: 2,
      text: 'Ventetiden på et tilbud bliver kortere',
      indicator: 'Dage fra samtale til første dag i tilbud',
    },
    ...{ unit: 'number', direction: 'down', aggregation: 'latest', baseline: 60, baselineDate: '2005-12-31' },
    ...{ target: 21, deadline: '2007-12-31', splits: [] },
    measurement: { source: 'Kommunernes sagssystem', frequency: 'Hvert halvår', responsible: 'Fredericia Kommune' },
  },
];
const content: ContractContent = {
  text: 'To kommuner deler virksomhedskonsulenter og tilbud, så ingen venter på en plads i den ene kommune, mens der er ledige pladser i den anden.',
  reporting: 'half_year',
  goals,
  activities: [
    {
      key: 1,
      text: 'Fælles liste over ledige pladser',
      start: '2006-01-15',
      end: '2006-03-31',
      responsible: 'Vejle Kommune',
    },
    {
      key: 2,
      text: 'Forløb i metalbranchen',
      start: '2006-04-01',
      end: '2007-06-30',
      responsible: 'Metalkompagniet (eksempel)',
    },
  ],
  dissemination: [
    {
      key: 1,
      text: 'Samarbejde over kommunegrænsen',
      audience: 'Jobcentre',
      channel: 'entry',
      target: 1,
      due: '2007-12-31',
    },
    {
      key: 2,
      text: 'Artikel i et fagblad',
      audience: 'Sagsbehandlere',
      channel: 'other',
      target: 1,
      due: '2007-12-31',
    },
  ],
};
const renegotiated: ContractContent = {
  ...content,
  goals: [{ ...(goals[0] as ResultGoal), target: 40 }, goals[1] as ResultGoal],
};

/** Has its contract renegotiated, and is judged by the new target from then on. */
export const fodfaeste: DemoPartnership = {
  slug: 'eksempel-faelles-fodfaeste',
  name: 'Eksempel: Fælles fodfæste',
  summary: 'To kommuner og deres virksomheder deler pladser og konsulenter.',
  members: [
    { name: 'Vejle Kommune', type: 'municipality', municipality: '0630', task: 'Leder samarbejdet' },
    { name: 'Fredericia Kommune', type: 'municipality', municipality: '0607', task: 'Måler ventetiden' },
    { name: 'Metalkompagniet (eksempel)', type: 'company', task: 'Tager imod i praktik' },
    { name: 'Teknisk Skole Øst (eksempel)', type: 'school', task: 'Svejsekurser' },
  ],
  grants: [
    { year: 2006, commitment: 1_200_000, paid: 1_200_000, advance: 300_000 },
    { year: 2007, commitment: 900_000, paid: 900_000, advance: 0 },
  ],
  contracts: [
    { effectiveFrom: '2006-01-01', signedOn: '2005-12-19', reason: '', content },
    {
      effectiveFrom: '2007-01-01',
      signedOn: '2006-12-14',
      reason:
        'En stor virksomhed i området lukkede i efteråret 2006. Der er færre pladser, end da kontrakten blev indgået.',
      content: renegotiated,
    },
  ],
  reports: {
    '2006-01-01': { 1: { actual: 29 }, 2: { actual: 48 } },
    '2006-07-01': { 1: { actual: 31.5, note: 'Virksomheden lukkede i oktober.' }, 2: { actual: 35 } },
    '2007-01-01': { 1: { actual: 36 }, 2: { actual: 26 } },
    '2007-07-01': { 1: { actual: 41 }, 2: { actual: 23 } },
  },
  assessments: [
    {
      ...{ year: 2006, verdict: 'partly', reasons: 'Fremgang på begge mål, men forudsætningerne har ændret sig.' },
      answer: 'Vi har bedt om at genforhandle det første mål.',
      goals: {
        1: ['not_reached', '31,5 procent er langt fra 50.'],
        2: ['partly', 'Ventetiden er faldet fra 60 til 35 dage.'],
      },
    },
    {
      ...{ year: 2007, verdict: 'partly', reasons: 'Det genforhandlede mål er nået. Ventetiden mangler lidt.' },
      answer: '',
      goals: { 1: ['reached', '41 procent. Det nye mål var 40.'], 2: ['partly', '23 dage. Målet var 21.'] },
    },
  ],
  activities: { 1: 'done', 2: 'done' },
  events: [{ stepKey: 2, title: 'Artikel i Fagbladet (eksempel)', heldOn: '2007-09-03', participants: 0 }],
  entry: {
    slug: 'eksempel-pladser-over-kommunegraensen',
    title: 'Eksempel: Del pladserne over kommunegrænsen',
    one_liner: 'En fælles liste over ledige pladser gjorde ventetiden kortere i begge kommuner.',
    summary: 'Opfundet eksempel. To kommuner førte én liste over ledige pladser og delte konsulenter.',
    method: 'Listen blev ajourført hver mandag. Konsulenterne kunne bruge pladser i begge kommuner.',
    results: 'Tallene står i bedømmelsen, som erfaringen bygger på.',
    goal: 2,
  },
};
