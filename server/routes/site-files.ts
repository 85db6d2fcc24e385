import { escapeHtml } from '#content/markdown.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { SITE_NAME } from '../plugins/views.ts';

/** Files that other programs look for. */
export function registerSiteFiles(app: App, { config: { publicUrl } }: Deps): void {
  app.get(paths.robots(), async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(`User-agent: *\nDisallow: ${paths.search('?')}\nDisallow: /api/\n`),
  );
  app.get(paths.openSearch(), async (_request, reply) =>
    reply.type('application/opensearchdescription+xml; charset=utf-8').send(`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${SITE_NAME.slice(0, 16)}</ShortName>
  <LongName>${SITE_NAME}</LongName>
  <Description>Søg i erfaringer med integration</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${escapeHtml(publicUrl)}${paths.search('?q={searchTerms}')}"/>
</OpenSearchDescription>
`),
  );
}
