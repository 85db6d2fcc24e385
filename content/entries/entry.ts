import type { EntryState, Link } from '../db/schema.ts';
import type { TextField } from './fields.ts';

export interface Organisation {
  name: string;
  /** Slug in the vocabulary `organisation_types`. */
  type: string;
}

export interface Contact {
  name: string;
  phone: string;
  email: string;
  organisation: string;
}

/** What one revision says. Vocabulary terms are slugs, municipalities four-digit codes, days `yyyy-mm-dd`. */
export interface EntryContent extends Record<TextField, string> {
  title: string;
  one_liner: string;
  areas: string[];
  methods: string[];
  target_groups: string[];
  municipalities: string[];
  nationwide: boolean;
  organisation: Organisation | null;
  start_date: string | null;
  /** null: still running, or the end is not known. */
  end_date: string | null;
  language: string;
  contact: Contact;
  links: Link[];
}

/** A whole entry in the exchange format (docs/exchange-format.md). Times are ISO 8601 in UTC. */
export interface EntryRecord extends EntryContent {
  slug: string;
  created_at: string;
  published_at: string | null;
  status: EntryState;
}

/** What is wrong with a field, in words for the person who filled it in. */
export interface Issue {
  field: string;
  message: string;
}
