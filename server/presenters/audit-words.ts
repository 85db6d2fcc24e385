import { roleLabels } from '#content/users/user.ts';

/** What each action of the audit log is called; one without a name here is shown as it is. */
const actions: Record<string, string> = {
  'user.create': 'Oprettede bruger',
  'user.invite_again': 'Sendte invitation igen',
  'user.sign_in': 'Loggede ind',
  'user.set_password': 'Valgte adgangskode',
  'user.ask_reset': 'Bad om ny adgangskode',
  'user.change_role': 'Ændrede rolle',
  'user.suspend': 'Spærrede bruger',
  'user.reopen': 'Åbnede bruger igen',
  'user.link': 'Koblede til organisationens log ind',
  'entry.create': 'Oprettede erfaring',
  'entry.import': 'Importerede',
  'entry.save': 'Gemte kladde',
  'entry.discard': 'Kasserede kladde',
  'entry.add_author': 'Tilføjede forfatter',
  'entry.submit': 'Indsendte',
  'entry.recall': 'Fortrød indsendelse',
  'entry.publish': 'Udgav',
  'entry.schedule': 'Planlagde udgivelse',
  'entry.unschedule': 'Fortrød planlagt udgivelse',
  'entry.override': 'Udgav trods personnummer',
  'entry.confirm': 'Bekræftede for kontaktpersonen',
  'entry.withdraw': 'Trak tilbage',
  'entry.restore': 'Gendannede',
  'review.take': 'Tog til gennemsyn',
  'review.comment': 'Kommenterede',
  'entry.return': 'Sendte tilbage',
  'attachment.add': 'Lagde fil op',
  'attachment.remove': 'Fjernede fil',
  'contact.ask': 'Spurgte kontaktperson',
  'contact.remind': 'Mindede kontaktperson om at svare',
  'contact.unconfirmed': 'Kontaktperson svarede ikke',
  'contact.confirmed': 'Kontaktperson bekræftede',
  'contact.corrected': 'Kontaktperson rettede',
  'contact.handed_over': 'Kontaktperson gav videre',
  'contact.close': 'Afsluttede spørgsmål til kontaktperson',
  'contact.settle': 'Klarede besked fra kontaktperson',
  'contact.erase': 'Slettede kontaktperson',
  'term.propose': 'Foreslog metode',
  'term.approve': 'Godkendte metode',
  'term.reject': 'Afviste metode',
  'term.add': 'Tilføjede emneord',
  'term.rename': 'Omdøbte emneord',
  'term.move': 'Flyttede emneord',
  'term.retire': 'Udfasede emneord',
};

const objectTypes: Record<string, string> = {
  user: 'Bruger',
  entry: 'Erfaring',
  term: 'Emneord',
  contact: 'Kontaktperson',
  import: 'Import',
};

export const actionLabel = (action: string): string => actions[action] ?? action;
export const objectTypeLabel = (type: string): string => objectTypes[type] ?? type;

/** Names and values of what the log says of a change; one that has no word here is shown as it is. */
const names: Record<string, string> = {
  role: 'rolle',
  how: 'måde',
  state: 'tilstand',
  pending: 'nyt udkast',
  created: 'oprettet',
  updated: 'opdateret',
  unchanged: 'uændret',
  kind: 'slags',
  due_at: 'tidspunkt',
  author: 'forfatter',
  version: 'version',
  entry: 'erfaring',
  review: 'gennemsyn',
  reviewer: 'gennemser',
  field: 'felt',
  attachments: 'filer',
  vocabulary: 'ordliste',
  label: 'navn',
  description: 'beskrivelse',
  place: 'plads',
  successor: 'afløser',
  proposal: 'forslag',
  confirmation: 'spørgsmål',
  revision: 'udgave',
  publication: 'udgivelse',
};
const values: Record<string, string> = {
  ...roleLabels,
  invitation: 'invitation',
  reset: 'glemt adgangskode',
  change: 'selv ændret',
  oidc: 'organisationens log ind',
  first_admin: 'første administrator',
  draft: 'kladde',
  submitted: 'indsendt',
  returned: 'returneret',
  published: 'udgivet',
  withdrawn: 'trukket tilbage',
  minor: 'mindre rettelse',
  major: 'større ændring',
};

export const valueName = (name: string): string => names[name] ?? name;
export function valueLabel(value: unknown): string {
  if (value === null || value === '') return 'ingen';
  return typeof value === 'string' ? (values[value] ?? value) : JSON.stringify(value);
}
