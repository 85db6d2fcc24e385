import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Config } from '../config.ts';

/** Gathers the API's description from the schemas of its routes. */
export async function registerOpenApi(app: FastifyInstance, { publicUrl }: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Erfaringsdatabasen',
        version: '1.0.0',
        description: 'Udgivne erfaringer med integration: søg, hent og brug dem igen.',
      },
      servers: [{ url: publicUrl }],
    },
    transform: (route) =>
      route.url.startsWith('/api/v1/') && route.schema
        ? jsonSchemaTransform(route as Parameters<typeof jsonSchemaTransform>[0])
        : { schema: { hide: true }, url: route.url },
  });
}
