import type { FastifyReply } from 'fastify';
import { type Block, writeDocx } from './docx.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Answers with a document to save; `name` is plain ASCII. */
export async function sendDocx(reply: FastifyReply, name: string, title: string, blocks: Block[]): Promise<Buffer> {
  reply.type(DOCX).header('content-disposition', `attachment; filename="${name}"`);
  return writeDocx(title, blocks);
}
