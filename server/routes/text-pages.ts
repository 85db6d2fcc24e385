import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readFrontMatter } from '#content/front-matter.ts';
import { renderMarkdown } from '#content/markdown.ts';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import type { Page } from '../presenters/page.ts';

const folder = join(import.meta.dirname, '../../content/pages');
const frontMatter = z.object({ title: z.string(), description: z.string() });

/** The pages whose text is a file in `content/pages`. */
export function registerTextPages(app: App, { config }: Deps, fresh: Freshness): void {
  const register = (path: string, name: string, section?: Page['section']) => {
    const model = readTextPage(name, path, config, section);
    app.get(path, { onRequest: fresh, config: { access: 'public' } }, async (_request, reply) =>
      reply.page('/pages/text', model),
    );
  };
  register(paths.about(), 'om', 'about');
  register(paths.contact(), 'kontakt', 'contact');
  register(paths.privacy(), 'privatliv');
  register(paths.cookies(), 'cookies');
  app.get(paths.accessibility(), { config: { access: 'public' } }, async (_request, reply) =>
    reply.redirect(config.accessibilityUrl, 302),
  );
}

function readTextPage(name: string, path: string, config: Config, section: Page['section']) {
  const { values, body } = readFrontMatter(readFileSync(join(folder, `${name}.md`), 'utf8'));
  const { title, description } = frontMatter.parse(values);
  const page: Page = {
    title,
    description,
    canonical: config.publicUrl + path,
    ...(section ? { section } : {}),
    breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: title }],
  };
  return { page, title, html: renderMarkdown(withContactAddress(body, config.contactEmail), 2) };
}

/** Puts the operator's address in; without one the paragraph that asks for it is left out. */
function withContactAddress(markdown: string, address: string | undefined): string {
  return markdown
    .split(/\n{2,}/)
    .filter((paragraph) => address || !paragraph.includes('{{contact_email}}'))
    .join('\n\n')
    .replaceAll('{{contact_email}}', address ?? '');
}
