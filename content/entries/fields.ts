/** The Markdown texts of an entry, in the record's order (the ministry's record "Integrationsservice", 2007). */
export const textFields = [
  'summary',
  'background',
  'method',
  'results',
  'lessons',
  'resources',
  'beneficiaries',
  'locality',
  'financing',
  'eu_support',
] as const;

export type TextField = (typeof textFields)[number];

/** What people call each part of an entry. */
export const fieldLabels = {
  title: 'Titel',
  one_liner: 'En linies budskab',
  summary: 'Sammenfatning',
  background: 'Baggrund',
  method: 'Metode',
  results: 'Resultater',
  lessons: 'Hvad virkede, og hvad virkede ikke',
  resources: 'Ressourcer',
  beneficiaries: 'Nytte for hvem',
  locality: 'Lokalitet',
  financing: 'Finansiering',
  eu_support: 'EU støtte/lovgivning',
  areas: 'Område',
  methods: 'Metoder',
  target_groups: 'Målgruppe',
  municipalities: 'Kommuner',
  nationwide: 'Hele landet',
  organisation: 'Organisation',
  start_date: 'Start dato',
  end_date: 'Slut dato',
  language: 'Sprog',
  contact: 'Kontakt',
  links: 'Links',
  created_at: 'Oprettet',
  updated_at: 'Sidst opdateret',
} as const;

/** A value for each text field. */
export function eachText<T>(make: (field: TextField) => T): Record<TextField, T> {
  return Object.fromEntries(textFields.map((field) => [field, make(field)])) as Record<TextField, T>;
}
