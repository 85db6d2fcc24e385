import { eachText, fieldLabels } from '#content/entries/fields.ts';
import { exchangeEntry } from '../support/factories.ts';

const municipalities = [
  ...['København', 'Aarhus', 'Odense', 'Aalborg', 'Esbjerg', 'Randers', 'Kolding', 'Horsens', 'Vejle', 'Roskilde'],
  ...['Herning', 'Silkeborg', 'Næstved', 'Viborg', 'Fredericia', 'Køge', 'Holstebro', 'Slagelse', 'Svendborg', 'Læsø'],
  ...['Thisted', 'Tårnby'],
];

/** Enough for a second page of results and for a municipality facet so long that it has a filter field. */
export function entriesFromManyMunicipalities(): Record<string, unknown>[] {
  return municipalities.map((municipality) =>
    exchangeEntry({
      title: `Mentorer i ${municipality}`,
      municipalities: [municipality],
      organisation: { name: `${municipality} Kommune`, type: 'kommune' },
      start_date: '2006-01-01',
    }),
  );
}

const markdown = `Et afsnit med **fed skrift**, \`kode\` og [et link](https://eksempel.dk/en/temmelig/lang/adresse).

## En mellemoverskrift

1. Første trin
2. Andet trin

> Et citat fra en deltager.

| Tiltag | Deltagere | I arbejde efter et år | Udgift |
| ------ | --------: | --------------------: | -----: |
| Mentorordning på arbejdspladsen | 120 | 48 | 1.234.567 kr. |

Speciallægepraksisplanlægningsstabiliseringsperiodeudvalgsmedlem`;

/** An entry that says something in every field. */
export function richEntry(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return exchangeEntry({
    title: 'Virksomhedsrettet indsats for kvinder uden tilknytning til arbejdsmarkedet',
    ...eachText((field) => `${fieldLabels[field]}: ${markdown}`),
    areas: ['beskaeftigelse', 'uddannelse', 'boligomraader'],
    methods: ['mentor', 'konferencer-og-seminarer'],
    target_groups: ['kvinder'],
    municipalities,
    organisation: { name: 'Foreningen Nydansk', type: 'forening' },
    start_date: '2005-02-01',
    end_date: '2007-11-30',
    contact: {
      name: 'Bente Sørensen',
      phone: '+45 12 34 56 78',
      email: 'bente@eksempel.dk',
      organisation: 'Vejle Kommune',
    },
    links: [
      { title: 'Evaluering', url: 'https://eksempel.dk/evaluering.pdf' },
      { title: '', url: 'https://eksempel.dk/en-adresse-uden-mellemrum-som-er-laengere-end-en-telefon-er-bred' },
    ],
    ...changes,
  });
}
