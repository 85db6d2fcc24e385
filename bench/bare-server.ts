import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

// What the site is compared with: the least that Fastify can do. Run with a JSON file that holds a page of the site.
const { headers, body } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const app = Fastify();
app.get('/hello', async () => ({ hello: 'world' }));
app.get('/page', (_request, reply) => reply.headers(headers).send(body));
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`);
