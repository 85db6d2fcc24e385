import { pathToFileURL } from 'node:url';
import { slugFromTitle } from '#content/slug.ts';
import municipalities from '../migrations/data/municipalities.json' with { type: 'json' };
import vocabularies from '../migrations/data/vocabularies.json' with { type: 'json' };
import { createRandom, type Random } from './random.ts';
import { rareCompound, rareName } from './rare-words.ts';
import * as words from './words.ts';

const SEED = 2007;
const FIRST_YEAR = 2004;
const LAST_YEAR = 2024;
/** What no other entry says. */
const BACKGROUND_OF_ONE = 'forløbet fik navnet {navn} og voksede ud af {sjældent} og {sjældent} {sted}.';
const MUNICIPALITY_BY_FREQUENCY = createRandom(SEED).shuffle(municipalities);

type GeneratedEntry = ReturnType<typeof generateEntry>;

/**
 * Makes the same `count` made-up published entries each time: some 3.7 KB of JSON each, words as frequent as in real text,
 * and their number growing with that of the entries as it does there (`rare-words.ts`).
 */
export function* generateEntries(count: number, seed = SEED): Generator<GeneratedEntry> {
  const random = createRandom(seed);
  for (let number = 1; number <= count; number++) yield generateEntry(random, number);
}

function generateEntry(random: Random, number: number) {
  const areas = random.some(vocabularies.areas, [0.75, 0.95]).map(({ slug }) => slug);
  const places = random.some(MUNICIPALITY_BY_FREQUENCY, [0.8, 0.9, 0.95, 0.98]);
  const place = places[0]?.name ?? '';
  const write = createWriter(random, areas, places[0]?.official_name ?? '');
  const title = write.line(random.zipf(words.titles));
  const start = day(random, FIRST_YEAR + random.upTo(LAST_YEAR - FIRST_YEAR));
  const created = `${day(random, Number(start.slice(0, 4)) + 1)}T${two(8 + random.upTo(8))}:${two(random.upTo(59))}:00Z`;
  const organisation = generateOrganisation(random, write, place);
  const isFinished = random.chance(0.7);
  return {
    slug: slugFromTitle(`${number} ${title}`),
    title,
    one_liner: write.sentences(1),
    summary: write.sentences(5),
    background: `${write.sentences(3)}\n\n${write.line(BACKGROUND_OF_ONE)} ${write.sentences(1)}`,
    method: `${write.sentences(3)}\n\n${write.list(3)}\n\n${write.sentences(2)}`,
    results: `${write.sentences(3)}\n\n**${write.noun()}:** ${write.sentences(2)}`,
    lessons: `### ${write.noun()}\n\n${write.sentences(2)}\n\n### ${write.noun()}\n\n${write.sentences(2)}`,
    resources: random.chance(0.6) ? write.sentences(1) : '',
    beneficiaries: write.sentences(2),
    locality: random.chance(0.5) ? write.line('{sted} i {kommune}, {sted}.') : '',
    financing: random.chance(0.7) ? `Projektet har fået ${random.upTo(4000) + 50}.000 kr.` : '',
    eu_support: '',
    areas,
    methods: random.some(vocabularies.methods, [0.4, 0.8]).map(({ slug }) => slug),
    target_groups: random.some(vocabularies.target_groups, [0.5, 0.8]).map(({ slug }) => slug),
    municipalities: places.map(({ code }) => code),
    nationwide: random.chance(0.03),
    organisation,
    start_date: start,
    end_date: isFinished ? `${Number(start.slice(0, 4)) + 2}-${two(1 + random.upTo(11))}-28` : null,
    language: 'da',
    contact: {
      name: `${random.zipf(words.firstNames)} ${random.zipf(words.surnames)}`,
      phone: `70 00 ${two(random.upTo(99))} ${two(random.upTo(99))}`,
      email: `${slugFromTitle(place)}${random.upTo(40)}@eksempel.dk`,
      organisation: organisation.name,
    },
    links: random.chance(0.4)
      ? [{ title: write.line('{enting} {sted}'), url: `https://eksempel.dk/${slugFromTitle(write.noun())}/${number}` }]
      : [],
    created_at: created,
    published_at: created,
    status: 'published',
  };
}

type Writer = ReturnType<typeof createWriter>;

/** Writes text on the given areas: sentence patterns whose slots are filled from the word lists. */
function createWriter(random: Random, areas: string[], municipality: string) {
  const ownParts = areas.flatMap((area) => words.areaParts[area] ?? []);

  const noun = (): words.Noun => {
    const head = random.zipf(words.things);
    const part = random.chance(0.75) ? random.zipf(random.chance(0.6) ? ownParts : words.commonParts) : '';
    return {
      base: part + head.base,
      definite: part + head.definite,
      plural: part + head.plural,
      pluralDefinite: part + head.pluralDefinite,
      neuter: head.neuter,
    };
  };
  const thing = (): string => {
    const { base, definite, pluralDefinite, neuter } = noun();
    if (random.chance(0.45)) return definite;
    if (random.chance(0.4)) return pluralDefinite;
    return `${neuter ? 'det' : 'den'} ${random.zipf(words.adjectives)} ${base}`;
  };
  const someThing = (): string => {
    const { base, neuter } = noun();
    return `${neuter ? 'et' : 'en'} ${base}`;
  };
  const fill: Record<string, () => string> = {
    aktør: () => random.zipf(words.actors),
    gjorde: () => random.zipf(words.deeds),
    ting: thing,
    enting: someThing,
    flertal: () => (random.chance(0.5) ? `${random.zipf(words.adjectives)} ${noun().plural}` : noun().plural),
    målgruppe: () => random.zipf(words.targets),
    sted: () => random.zipf(words.places),
    tid: () => random.zipf(words.times),
    tal: () => String(2 + random.upTo(180)),
    procent: () => String(2 + random.upTo(40)),
    kommune: () => municipality,
    følge: () => random.zipf(words.outcomes),
    navn: () => rareName(random),
    sjældent: () => rareCompound(random),
  };
  const expand = (pattern: string): string =>
    pattern.replace(/\{(\p{L}+)\}/gu, (_, slot: string) => expand(fill[slot]?.() ?? slot));
  const line = (pattern: string) => capitalise(expand(pattern));
  const sentences = (count: number) =>
    Array.from({ length: count }, () => `${line(random.zipf(words.sentences))}.`).join(' ');
  return {
    line,
    sentences,
    noun: () => capitalise(noun().base),
    list: (count: number) => Array.from({ length: count }, () => `- ${line('{flertal} {tid}')}`).join('\n'),
  };
}

function generateOrganisation(random: Random, write: Writer, place: string): { name: string; type: string } {
  const type = random.zipf(vocabularies.organisation_types).slug;
  const surname = random.zipf(words.surnames);
  const names: Record<string, string> = {
    kommune: random.chance(0.5) ? `${place} Kommune` : `Jobcenter ${place}`,
    virksomhed: `${surname} ${write.noun()} A/S`,
    uddannelsesinstitution: `${random.chance(0.5) ? 'Sprogcenter' : 'Erhvervsskolen'} ${place}`,
    forening: `Foreningen ${write.noun()} i ${place}`,
    'privat-aktoer': `${surname} og ${random.zipf(words.surnames)} Rådgivning`,
    ministerium: 'Integrationsministeriet',
  };
  return { name: names[type] ?? surname, type };
}

function day(random: Random, year: number): string {
  return `${year}-${two(1 + random.upTo(11))}-${two(1 + random.upTo(27))}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.on('error', () => process.exit(1));
  for (const entry of generateEntries(Number(process.argv[2] ?? 10_000)))
    process.stdout.write(`${JSON.stringify(entry)}\n`);
}
