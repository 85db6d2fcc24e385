/** A search that an editor made a page of. */
export interface Collection {
  id: number;
  slug: string;
  title: string;
  /** Markdown. */
  text: string;
  /** The search as the query string of the search page, without its page. */
  query: string;
  published: boolean;
  /** Grows with each save. */
  version: number;
  updatedAt: Date;
}

/** What an editor decides of a collection. */
export interface CollectionContent {
  title: string;
  text: string;
  query: string;
  /** The entries that stand first, in their order. */
  firstEntries: ChosenEntry[];
}

/** An entry as it was chosen: where in the form, so that a refusal can name the line. */
export interface ChosenEntry {
  line: number;
  slug: string;
}
