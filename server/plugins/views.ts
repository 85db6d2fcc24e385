import { join } from 'node:path';
import { Eta } from 'eta';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { paths } from '../paths.ts';
import type { Page } from '../presenters/page.ts';
import { presentViewer, type Viewer } from '../presenters/viewer.ts';
import type { Assets } from './assets.ts';

export const SITE_NAME = 'Erfaringsdatabasen';

declare module 'fastify' {
  interface FastifyReply {
    /** Sends the view model as a page. */
    page<Model extends { page: Page }>(template: string, model: Model): FastifyReply;
  }
}

/** Renders `views/` with eta, which escapes everything that is not trusted HTML. */
export function registerViews(app: FastifyInstance, assets: Assets): void {
  const eta = createRenderer();
  const shared = { asset: assets.url, paths, siteName: SITE_NAME };
  app.decorateReply('page', function page(this: FastifyReply, template: string, model: { page: Page }) {
    const html = eta.render(template, { ...shared, ...model, viewer: readViewer(this) });
    // As bytes, so that its many pieces are put together once, not once to be measured and once to be sent.
    return this.type('text/html; charset=utf-8').send(Buffer.from(html));
  });
}

/** Renders templates, for pages and mails. */
export function createRenderer(): Eta {
  const eta = new Eta({ views: join(import.meta.dirname, '../../views'), cache: true, autoTrim: [false, 'nl'] });
  eta.resolvePath = resolveOnce(eta.resolvePath);
  return eta;
}

/** undefined where the site does not know who asks: such a page is the same to everybody. */
function readViewer(reply: FastifyReply): (Viewer & { csrf: string }) | undefined {
  const { session, user, url } = reply.request;
  if (!session) return undefined;
  const { notice } = session;
  delete session.notice;
  return {
    ...presentViewer(user, url.split('?', 1)[0] ?? '', notice),
    /** Goes into every form; a page without one needs no session. */
    get csrf() {
      return reply.generateCsrf();
    },
  };
}

/** Every template is named from `views/`, so a name always means the same file; eta would work it out at each include. */
function resolveOnce(resolve: Eta['resolvePath']): Eta['resolvePath'] {
  const files = new Map<string, string>();
  return function resolvePath(name, options) {
    const file = files.get(name) ?? resolve.call(this, name, options);
    files.set(name, file);
    return file;
  };
}
