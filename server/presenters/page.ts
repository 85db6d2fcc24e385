import type { Html } from '#content/markdown.ts';

export interface Crumb {
  label: string;
  /** Absent for the page itself. */
  href?: string;
}

/** What the layout needs of any page. */
export interface Page {
  /** Without the site's name. Empty on the front page. */
  title: string;
  description?: string;
  /** The one address of this content, absolute. */
  canonical?: string;
  /** The item of the main menu that the page belongs to. */
  section?: 'search' | 'collections' | 'partnerships' | 'about' | 'contact' | 'api';
  breadcrumbs?: Crumb[];
  /** Keeps the page out of other search engines. */
  noindex?: boolean;
  jsonLd?: Html;
  /** The Atom feed of what the page shows. */
  feed?: string;
  /** Scripts of this page alone, by their names in `public/`. */
  scripts?: string[];
}

export interface Link {
  label: string;
  href: string;
}
