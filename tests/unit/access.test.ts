import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { requireAccess } from '#server/plugins/access.ts';

function start() {
  const app = Fastify();
  requireAccess(app);
  return app;
}
const answer = async () => 'svar';

test('a route that does not say who may ask for it stops the start, and is named', () => {
  expect(() => start().get('/hemmelig', answer)).toThrow(/GET \/hemmelig does not say who may ask for it/);
});

test('a route that is not for everybody is refused where the site does not know who asks', () => {
  const app = start();
  expect(() => app.get('/redaktion', { config: { access: 'queue.read' } }, answer)).toThrow(/outside/);
});

test('a route for everybody is taken, and stands in the table once, though it answers HEAD too', async () => {
  const app = start();
  app.get('/om', { config: { access: 'public' } }, answer);
  await app.ready();
  expect(app.routeTable).toEqual([{ method: 'GET', url: '/om', access: 'public' }]);
});
