import { randomInt } from 'node:crypto';
import { addAttachments } from '#content/attachments/add-attachments.ts';
import { type DraftFields, emptyDraft } from '#content/entries/draft.ts';
import { eachText } from '#content/entries/fields.ts';
import type { TestSite } from './app.ts';
import { wordFile } from './attachments.ts';
import type { MadeEntry } from './entry-states.ts';
import type { createUser } from './session.ts';
import { smallPng } from './upload.ts';

const LETTERS = 'bcdfghjklmnpqrstvwxz';

/** Words that stand in one place alone, so that wherever one turns up, it came from there. */
export interface Canaries {
  /** A new word for the place. */
  plant(place: string): string;
  /** Where each word was planted. */
  places: Map<string, string>;
}

/** Words without vowels, so far from each other and from Danish that no search mistakes one for another. */
export function createCanaries(): Canaries {
  const places = new Map<string, string>();
  const plant = (place: string) => {
    const word = Array.from({ length: 14 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    places.set(word, place);
    return word;
  };
  return { plant, places };
}

/** A finished draft with a word of its own in every field that takes words, and what no other entry has in the rest. */
export function plantFields({ plant }: Canaries, entry: string): DraftFields {
  const say = (field: string) => `Her står ${plant(`${entry}: ${field}`)} i teksten.`;
  return {
    ...emptyDraft,
    title: `Erfaring ${plant(`${entry}: title`)}`,
    one_liner: say('one_liner'),
    ...eachText((field) => `${say(field)}\n\n- **${plant(`${entry}: ${field}, a list`)}**`),
    areas: ['modtagelse', 'beskaeftigelse'],
    methods: ['tilskud-og-puljer', 'mentor'],
    target_groups: ['maend'],
    municipalities: 'Læsø',
    organisation_name: `Foreningen ${plant(`${entry}: organisation`)}`,
    organisation_type: 'privat-aktoer',
    start_date: '1987-01-01',
    contact_name: plant(`${entry}: contact_name`),
    contact_phone: '+45 12 34 56 78',
    contact_email: `${plant(`${entry}: contact_email`)}@eksempel.dk`,
    contact_organisation: plant(`${entry}: contact_organisation`),
    links: [{ title: plant(`${entry}: link`), url: `https://eksempel.dk/${plant(`${entry}: address`)}` }],
  };
}

type Author = Awaited<ReturnType<typeof createUser>>;

/** Puts two files with words of their own into the entry's newest text. */
export async function plantFiles(
  { deps }: TestSite,
  author: Author,
  { plant }: Canaries,
  made: MadeEntry,
  entry: string,
) {
  const acting = { actor: author, requestId: 'test' };
  const taxonomy = await deps.getTaxonomy();
  const text = Buffer.from(wordFile([plant(`${entry}: a file's text`)]));
  const files = [{ filename: `${plant(`${entry}: a file's name`)}.docx`, bytes: text }];
  await addAttachments(deps.db, acting, made.id, { files, alt: '' }, taxonomy);
  const picture = { filename: `${plant(`${entry}: a picture's name`)}.png`, bytes: Buffer.from(smallPng) };
  const alt = plant(`${entry}: a picture's description`);
  await addAttachments(deps.db, acting, made.id, { files: [picture], alt }, taxonomy);
}
