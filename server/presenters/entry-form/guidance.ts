import type { DraftFields } from '#content/entries/draft.ts';
import { fieldLabels } from '#content/entries/fields.ts';
import { examples } from './examples.ts';

/** How one field of the form is filled in. */
export interface Guidance {
  name: keyof DraftFields;
  kind: 'line' | 'text' | 'date' | 'choices' | 'flag' | 'type' | 'language' | 'municipalities' | 'links';
  label: string;
  hint: string;
  example?: string | undefined;
  /** Needed before the entry can be published. */
  needed?: boolean;
  inputmode?: 'email' | 'tel';
}

export interface GroupGuidance {
  id: string;
  heading: string;
  intro?: string;
  fields: Guidance[];
}

type Labelled = keyof DraftFields & keyof typeof fieldLabels;

function field(name: Labelled, kind: Guidance['kind'], hint: string, more: Partial<Guidance> = {}): Guidance {
  return { name, kind, label: fieldLabels[name], hint, example: examples[name], ...more };
}

const line = (name: Labelled, hint: string, more?: Partial<Guidance>) => field(name, 'line', hint, more);
const text = (name: Labelled, hint: string, more?: Partial<Guidance>) => field(name, 'text', hint, more);
const contact = (name: keyof DraftFields, label: string, hint: string, more: Partial<Guidance> = {}): Guidance => ({
  ...{ name, kind: 'line', label, hint },
  ...more,
});

/** The form, in the order in which it is filled in. */
export const groups: GroupGuidance[] = [
  {
    id: 'hvad',
    heading: 'Hvad',
    fields: [
      line('title', 'Sig, hvad I gjorde, og for hvem. Højst 15 ord.', { needed: true }),
      line('one_liner', 'Én sætning om det vigtigste, andre kan lære. Højst 25 ord.', { needed: true }),
      text('summary', 'Det hele i korte træk: hvad I gjorde, for hvem, og hvad der kom ud af det. 75–150 ord.', {
        needed: true,
      }),
      field('areas', 'choices', 'Vælg det, erfaringen handler om.', { needed: true }),
      field('target_groups', 'choices', 'Vælg dem, indsatsen var for.'),
      text('background', 'Hvorfor gik I i gang? Hvad var problemet?'),
    ],
  },
  {
    id: 'hvordan',
    heading: 'Hvordan',
    fields: [
      text('method', 'Skriv trin for trin, hvad I gjorde, så andre kan gøre det samme.'),
      field('methods', 'choices', 'Vælg de måder at arbejde på, som I brugte.'),
      text('resources', 'Hvor mange mennesker, timer og kroner tog det?'),
      text('financing', 'Hvem betalte? Skriv gerne puljens navn og beløbet.'),
      text(
        'eu_support',
        'Fik I støtte fra EU, eller var der EU-regler at tage hensyn til? Ellers lad feltet stå tomt.',
      ),
    ],
  },
  {
    id: 'resultater',
    heading: 'Resultater',
    fields: [
      text('results', 'Hvad kom der ud af det? Skriv tal, og hvordan I målte.'),
      text('lessons', 'Hvad vil I gøre igen, og hvad vil I lade være med?'),
      text('beneficiaries', 'Hvem kan bruge erfaringen, og hvad får de ud af den?'),
    ],
  },
  {
    id: 'hvem-og-hvor',
    heading: 'Hvem og hvor',
    fields: [
      contact('organisation_name', 'Organisation', 'Den, der står bag indsatsen, for eksempel Vejle Kommune.'),
      contact('organisation_type', 'Organisationens art', '', { kind: 'type' }),
      field('municipalities', 'municipalities', 'Skriv navnene med komma imellem. Tidligere kommuner kan også bruges.'),
      field('nationwide', 'flag', 'Sæt kryds, hvis erfaringen ikke hører til i bestemte kommuner.'),
      text('locality', 'Hvor foregik det? For eksempel et boligområde, en skole eller en virksomhed.'),
      field('start_date', 'date', 'Den første dag, hvis I kender den.'),
      field('end_date', 'date', 'Lad feltet stå tomt, hvis indsatsen stadig er i gang.'),
      field('language', 'language', 'Det sprog, teksten er skrevet på.'),
    ],
  },
  {
    id: 'kontakt',
    heading: 'Kontakt',
    intro: 'Læserne kan se oplysningerne her. Skriv kun en person, der har sagt ja til det.',
    fields: [
      contact('contact_name', 'Navn', 'Den, andre kan spørge.'),
      contact('contact_organisation', 'Arbejdssted', 'Hvor kontaktpersonen arbejder.'),
      contact('contact_phone', 'Telefon', 'Gerne et direkte nummer.', { inputmode: 'tel' }),
      contact('contact_email', 'E-mail', 'En gang om året spørger vi her, om erfaringen stadig holder.', {
        inputmode: 'email',
      }),
      field('links', 'links', 'Rapporter, hjemmesider og andet, man kan læse videre i.'),
    ],
  },
];

export const formFields = groups.flatMap(({ fields }) => fields);
