import { decodeEntities } from './html.ts';

export interface ReadEntry {
  title: string;
  href: string;
  published: string;
  updated: string;
  author: string;
  summary: string;
  /** HTML. */
  content: string;
}

export interface ReadFeed {
  title: string;
  updated: string;
  self: string;
  alternate: string;
  entries: ReadEntry[];
}

/** An Atom feed written by us. */
export function readFeed(atom: string): ReadFeed {
  const [head = '', ...entries] = atom.split('<entry>');
  return {
    title: element(head, 'title'),
    updated: element(head, 'updated'),
    self: link(head, 'self'),
    alternate: link(head, 'alternate'),
    entries: entries.map((entry) => ({
      title: element(entry, 'title'),
      href: link(entry, 'alternate'),
      published: element(entry, 'published'),
      updated: element(entry, 'updated'),
      author: element(entry, 'name'),
      summary: element(entry, 'summary'),
      content: element(entry, 'content'),
    })),
  };
}

function element(xml: string, name: string): string {
  return decodeEntities(new RegExp(`<${name}[^>]*>(.*?)</${name}>`, 's').exec(xml)?.[1] ?? '');
}

function link(xml: string, rel: string): string {
  return decodeEntities(new RegExp(`<link rel="${rel}"[^>]* href="([^"]*)"`).exec(xml)?.[1] ?? '');
}
