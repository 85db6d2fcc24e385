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
  'entry.remove_author': 'Fjernede forfatter',
  'entry.submit': 'Indsendte',
  'entry.recall': 'Fortrød indsendelse',
  'entry.publish': 'Udgav',
  'entry.schedule': 'Planlagde udgivelse',
  'entry.unschedule': 'Fortrød planlagt udgivelse',
  'entry.override': 'Udgav trods personnummer',
  'entry.withdraw': 'Trak tilbage',
  'entry.restore': 'Gendannede',
  'review.take': 'Tog til gennemsyn',
  'review.comment': 'Kommenterede',
  'review.return': 'Sendte retur',
  'attachment.add': 'Lagde fil op',
  'attachment.remove': 'Fjernede fil',
  'contact.ask': 'Spurgte kontaktperson',
  'contact.answer': 'Kontaktperson svarede',
  'contact.erase': 'Slettede kontaktperson',
  'term.propose': 'Foreslog metode',
  'term.approve': 'Godkendte metode',
  'term.reject': 'Afviste metode',
  'term.add': 'Tilføjede emneord',
  'term.rename': 'Omdøbte emneord',
  'term.move': 'Flyttede emneord',
  'term.merge': 'Lagde emneord sammen',
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
export const valueLabel = (value: string): string => values[value] ?? value;
