import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openDatabase } from '#content/db/client.ts';
import { fillDemo } from '#content/demo/fill-demo.ts';
import { exportEntries } from '#content/entries/export-entries.ts';
import { importFile } from '#content/entries/import-file.ts';
import { countEntries, listPublishedVersions } from '#content/entries/queries.ts';
import { loadTaxonomy } from '#content/taxonomy.ts';
import { addUser } from '#content/users/invite-user.ts';
import { roleLabels } from '#content/users/user.ts';
import { rebuildIndex } from '#search/rebuild.ts';
import { readConfig } from './config.ts';
import { openSearch, today } from './deps.ts';
import { readAccountForm } from './forms/account.ts';
import { paths } from './paths.ts';
import { createProgress } from './progress.ts';

interface Command {
  usage: string;
  summary: string;
  details?: string;
  options?: Record<string, { type: 'boolean' | 'string' }>;
  /** How many arguments it takes, at least and at most. */
  takes: [number, number];
  run(args: string[], options: Record<string, unknown>): Promise<number>;
}

const config = fail(() => readConfig(process.env), 1);
const log = pino({ level: config.logLevel === 'info' ? 'warn' : config.logLevel }, pino.destination(2));

const commands: Record<string, Command> = {
  import: {
    usage: 'import FILE [--skip-invalid]',
    summary: 'Import entries in the exchange format (JSON Lines); known slugs are updated.',
    details: 'A file with bad lines imports nothing, unless --skip-invalid leaves just those out.',
    options: { 'skip-invalid': { type: 'boolean' } },
    takes: [1, 1],
    run: ([file = ''], options) => runImport(file, options['skip-invalid'] === true),
  },
  export: {
    usage: 'export [FILE]',
    summary: 'Export all entries in the exchange format, to FILE or to standard output.',
    details: 'Withdrawn entries are left out. Of a published entry the published text is exported.',
    takes: [0, 1],
    run: ([file]) => runExport(file),
  },
  user: {
    usage: 'user add EMAIL --role ROLE [--name NAME]',
    summary: 'Make a user and print the link with which they choose a password, once, within a week.',
    details: `ROLE is one of ${Object.keys(roleLabels).join(', ')}. Without a name the address stands for it.`,
    options: { role: { type: 'string' }, name: { type: 'string' } },
    takes: [2, 2],
    run: runUser,
  },
  reindex: {
    usage: 'reindex',
    summary: 'Build the search index anew beside the one in use, check it, and put it in place.',
    takes: [0, 0],
    run: runReindex,
  },
  demo: {
    usage: 'demo',
    summary: 'Fill an empty site with three invented partnerships, each marked as a demonstration.',
    details: 'Refused where the database holds content of its own.',
    takes: [0, 0],
    run: () =>
      withDatabase(async ({ db }) => {
        const count = await fillDemo(db, await loadTaxonomy(db, today()));
        process.stdout.write(`${count} invented partnerships and their entries are there.\n`);
        return 0;
      }),
  },
  migrate: {
    usage: 'migrate',
    summary: 'Bring the database to the newest schema. The site does this itself when it starts.',
    takes: [0, 0],
    run: () => withDatabase(async () => 0),
  },
};

process.exitCode = await main(process.argv.slice(2));

async function main([name = '', ...rest]: string[]): Promise<number> {
  if (['--help', '-h', 'help'].includes(name)) return help();
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return wrongUse(name ? `There is no command "${name}".` : 'Which command?');
  const { values, positionals } = fail(
    () =>
      parseArgs({
        args: rest,
        options: { ...command.options, help: { type: 'boolean', short: 'h' } },
        allowPositionals: true,
      }),
    2,
  );
  if (values.help) return help(command);
  const [least, most] = command.takes;
  if (positionals.length < least || positionals.length > most) return wrongUse(`Usage: manage ${command.usage}`);
  try {
    return await command.run(positionals, values);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

async function runImport(file: string, skipInvalid: boolean): Promise<number> {
  await access(file).catch(() => {
    throw new Error(`Cannot read ${file}`);
  });
  return withDatabase(async ({ db }) => {
    const progress = createProgress();
    const report = await importFile(db, () => createReadStream(file), {
      taxonomy: await loadTaxonomy(db, today()),
      skipInvalid,
      // What it quotes from the file may hold line breaks, or orders to the terminal.
      onBadLine: ({ line, field, message }) =>
        progress.note(`Line ${line}, ${field}: ${message}`.replaceAll(/\p{Cc}/gu, ' ')),
      onProgress: (phase, line) => progress.at(phase === 'check' ? 'Checked' : 'Imported', line),
    });
    progress.end();
    const { created, updated, unchanged, badLines } = report;
    if (badLines && !skipInvalid) {
      process.stderr.write(`Nothing was imported: ${badLines} bad lines. Mend them, or use --skip-invalid.\n`);
      return 1;
    }
    process.stdout.write(`${created} created, ${updated} updated, ${unchanged} unchanged, ${badLines} skipped.\n`);
    if (!config.databaseUrl) process.stdout.write('They can be found by search when the site has started.\n');
    return 0;
  });
}

function runExport(file: string | undefined): Promise<number> {
  return withDatabase(async ({ db }) => {
    const lines = Readable.from(exportEntries(db));
    if (!file) {
      await pipeline(lines, process.stdout, { end: false });
      return 0;
    }
    await pipeline(lines, createWriteStream(file));
    process.stderr.write(`${await countEntries(db)} entries read, export written to ${file}.\n`);
    return 0;
  });
}

function runReindex(): Promise<number> {
  return withDatabase(async (database) => {
    const { engine, close } = await openSearch(config, log);
    const progress = createProgress((await listPublishedVersions(database.db)).length);
    try {
      const documents = await rebuildIndex({
        database,
        engine,
        taxonomy: await loadTaxonomy(database.db, today()),
        onProgress: (entries) => progress.at('Indexed', entries),
        onBadDocument: (id, reason) => progress.note(`Entry ${id} is refused: ${reason}`),
      });
      progress.end();
      process.stdout.write(`The new index is in use: ${documents} entries.\n`);
      return 0;
    } finally {
      await close();
    }
  });
}

async function runUser([action = '', email = '']: string[], options: Record<string, unknown>): Promise<number> {
  if (action !== 'add') return wrongUse(`There is no command "user ${action}".`);
  const { values, issues } = readAccountForm('invitation', { name: email, ...options, email });
  if (issues) return wrongUse(issues.map(({ field, message }) => `${field}: ${message}`).join('\n'));
  return withDatabase(async ({ db }) => {
    const token = await addUser(db, values);
    process.stdout.write(`${config.publicUrl}${paths.choosePassword(token)}\n`);
    return 0;
  });
}

async function withDatabase(work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<number>) {
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

function help(command?: Command): number {
  const lines = command
    ? [`Usage: npm run manage -- ${command.usage}`, '', command.summary, command.details ?? '']
    : [
        'Usage: npm run manage -- COMMAND',
        '',
        ...Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(42)} ${summary}`),
        '',
        'COMMAND --help tells more. Where the data is: DATABASE_URL and MEILI_URL, else DATA_DIR (README).',
      ];
  process.stdout.write(`${lines.join('\n').trimEnd()}\n`);
  return 0;
}

function wrongUse(message: string): number {
  process.stderr.write(`${message}\nnpm run manage -- --help lists the commands.\n`);
  return 2;
}

function fail<T>(work: () => T, exitCode: number): T {
  try {
    return work();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return process.exit(exitCode);
  }
}
