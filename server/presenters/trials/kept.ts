import type { Taxonomy } from '#content/taxonomy.ts';
import type { Trial } from '#content/trials/trial.ts';
import { isTold, type TypedTrial } from '../../forms/trial.ts';
import type { TrialFact } from './published.ts';
import { fieldLabels, readField, type TrialField } from './words.ts';

/** What was typed and is not saved, where the page has no field for it any more. */
export interface KeptTrial {
  facts: TrialFact[];
  /** To be sent along when the trial is taken from readers, so that it need not be typed again. */
  entries: [name: string, value: string][];
}

/** `fields`: what the page still has fields for. */
export function keepTyped(
  typed: TypedTrial,
  trial: Trial,
  taxonomy: Taxonomy,
  fields: { trial: boolean; reason: boolean },
): KeptTrial | undefined {
  if (isTold(typed)) return fields.trial ? undefined : keepTrial(typed, trial, taxonomy);
  if (fields.reason || !typed.reason.trim()) return undefined;
  return { facts: [{ label: 'Begrundelse', text: typed.reason }], entries: [] };
}

function keepTrial(typed: TypedTrial, { version }: Trial, taxonomy: Taxonomy): KeptTrial {
  const fields = Object.keys(fieldLabels) as TrialField[];
  const facts = fields.map((field) => ({ label: fieldLabels[field], text: readField(field, typed[field], taxonomy) }));
  return {
    facts: facts.filter(({ text }) => text.trim()),
    // They are saved over the version that a withdrawal makes.
    entries: [...fields.map((field): [string, string] => [field, typed[field]]), ['based_on', String(version + 1)]],
  };
}
