import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { selectRows } from '../database/connection.ts';
import { PictureBrowser } from '../pictures/picture-browser.ts';
import type { DrawPicture } from '../snapshots/embed-picture.ts';
import { EMBED_PICTURE_SIZE } from '../snapshots/embed-picture.ts';
import { pictureOf } from '../snapshots/embed-pictures.ts';
import type { PublicEmbed } from '../snapshots/embeds-read-model.ts';
import { readPublicEmbeds } from '../snapshots/embeds-read-model.ts';
import { releasedTiles } from '../snapshots/released-tiles.ts';
import type { StaticFiles, StaticPage } from '../snapshots/static-pages.ts';
import { staticPages } from '../snapshots/static-pages.ts';
import type { Command, CommandInput } from './command.ts';
import { UsageError } from './command.ts';

/** What an earlier run wrote into a folder: these files, and no others, are its to remove. */
const MANIFEST = 'tracemap-published.json';
const manifest = z.object({ files: z.array(z.string().regex(/^[\w.-]+$/)) });
const LONGEST_DRAWING_MS = 60_000;
const agencyRow = z.object({ id: z.number(), name: z.string() });

/** `tracemap publish`: the pages of an agency that are there now, as a folder for any web server or bucket. */
export const publishCommand: Command = {
  usage: 'publish --agency CODE --out FOLDER [--address https://…]',
  positionals: 0,
  options: { agency: { type: 'string' }, out: { type: 'string' }, address: { type: 'string' } },
  async run(input) {
    const out = input.option('out');
    if (out === undefined) throw new UsageError('publish needs --out FOLDER: where to write.');
    const address = readAddress(input);
    const agency = await readAgency(input);
    const earlier = await filesOfEarlier(out);
    const all = await readPublicEmbeds(input.database.knex, agency.id);
    const embeds = all.filter(({ signedOnly }) => !signedOnly);
    const leftOut = all.filter(({ signedOnly }) => signedOnly);
    const pages = await wholePages(input, embeds);
    const files = staticPages(agency.name, pages, address);
    // In the log before anything is there for others to take.
    await input.database.knex.transaction((trx) =>
      recordAuditEvent(trx, {
        actor: commandLineActor(),
        agencyId: agency.id,
        action: 'embed.written',
        subject: 'folder',
        detail: { pages: embeds.length },
      }),
    );
    const removed = await writeFiles(out, files, earlier);
    return {
      json: { out, pages: embeds.map(({ id }) => id), leftOut: leftOut.map(({ id }) => id), removed },
      lines: [
        `${embeds.length} ${embeds.length === 1 ? 'page' : 'pages'} written to ${out}; ${removed.length} files of earlier ones removed.`,
        ...leftOutWords(leftOut.length),
        ...pictureWords(pages, address),
        ...untilWords(embeds),
      ],
      exitCode: 0,
    };
  },
};

async function readAgency({ database, option }: CommandInput): Promise<z.infer<typeof agencyRow>> {
  const code = option('agency');
  if (code === undefined) throw new UsageError('publish needs --agency CODE: whose pages.');
  const [agency] = await selectRows(database.knex, agencyRow, 'SELECT id, name FROM agency WHERE code = ?', [
    code,
  ]);
  if (agency === undefined) throw new UsageError(`There is no agency "${code}".`);
  return agency;
}

/** Where the folder will be reached, without a slash at the end; empty where that is not said. */
function readAddress({ option }: CommandInput): string {
  const text = option('address') ?? '';
  if (text === '') return '';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UsageError(
      `--address must be where the folder will be reached, like https://data.city.example/guns, not "${text}".`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

/** The pages with their tiles and their pictures, drawn where they are not there yet and there is a Chromium. */
async function wholePages(
  { database, chromium, progress }: CommandInput,
  embeds: readonly PublicEmbed[],
): Promise<StaticPage[]> {
  const program = chromium();
  const browser = program === null ? null : new PictureBrowser(program);
  const draw: DrawPicture | null =
    browser === null
      ? null
      : (markup) => browser.draw(markup, EMBED_PICTURE_SIZE, AbortSignal.timeout(LONGEST_DRAWING_MS));
  try {
    const pages: StaticPage[] = [];
    for (const [index, embed] of embeds.entries()) {
      if (draw !== null) progress(`Picture ${index + 1} of ${embeds.length}`);
      const { id, title, figures } = embed;
      pages.push({
        embed,
        picture: await pictureOf(database, id, draw),
        tiles: figures.way === 'source' ? releasedTiles(title, figures) : null,
      });
    }
    return pages;
  } finally {
    await browser?.close();
  }
}

/** The files an earlier run left in a folder; a folder with anything else in it is not written to. */
async function filesOfEarlier(out: string): Promise<readonly string[]> {
  await mkdir(out, { recursive: true });
  const there = await readdir(out);
  if (there.includes(MANIFEST)) {
    return manifest.parse(JSON.parse(await readFile(path.join(out, MANIFEST), 'utf8'))).files;
  }
  if (there.length > 0) {
    throw new UsageError(`${out} has other files in it. Name a folder that is empty, or that publish wrote.`);
  }
  return [];
}

/** Puts the files in place, each whole or not at all, and removes those of an earlier run that are no longer wanted; gives which. */
async function writeFiles(out: string, files: StaticFiles, earlier: readonly string[]): Promise<string[]> {
  // Both old and new: should this be broken off, the next run knows what is its own.
  const known = [...new Set([...earlier, ...files.keys()])];
  await replaceFile(path.join(out, MANIFEST), JSON.stringify({ files: known }));
  // What was taken back goes first.
  const removed = earlier.filter((name) => !files.has(name));
  for (const name of removed) await rm(path.join(out, name), { force: true });
  for (const [name, content] of files) await replaceFile(path.join(out, name), content);
  await replaceFile(path.join(out, MANIFEST), JSON.stringify({ files: [...files.keys()] }));
  return removed;
}

async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  await writeFile(`${file}.part`, content);
  await rename(`${file}.part`, file);
}

/** That files open to everybody: pages for chosen readers are in none. */
function leftOutWords(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? '1 page opens by a signed link alone: it was left out, since a file cannot check a link.'
      : `${count} pages open by a signed link alone: they were left out, since a file cannot check a link.`,
  ];
}

/** What others need to show pictures of links to the pages. */
function pictureWords(pages: readonly StaticPage[], address: string): string[] {
  const without = pages.filter(({ picture }) => picture === null).length;
  const lines =
    without === 0 ? [] : [`${without} without a picture: install Chromium or name one by CHROMIUM_PATH.`];
  return without === pages.length || address !== ''
    ? lines
    : [...lines, 'Say by --address where the folder will be reached: else few sites find the pictures.'];
}

/** That files stay until they are removed: of pages with an end, until when to write the folder again. */
function untilWords(embeds: readonly PublicEmbed[]): string[] {
  const ends = embeds.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt])).toSorted();
  return [
    'A page that is taken back stays in copies until this is run again and the folder is copied again.',
    ...(ends[0] === undefined
      ? []
      : [`The first to end does so on ${ends[0].slice(0, 10)}: run it again then.`]),
  ];
}
