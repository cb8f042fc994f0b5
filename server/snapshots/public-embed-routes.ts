import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { Router } from 'express';
import fresh from 'fresh';
import type { Database } from '../database/connection.ts';
import { badRequest, notFound } from '../errors.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { embedPolicy, gonePage } from './embed-page.ts';
import type { PublicEmbed } from './embeds-read-model.ts';
import { readPublicEmbed } from './embeds-read-model.ts';
import { escaped } from './escaped.ts';

const ID = /^[a-z0-9]{20}$/;
const IFRAME = { width: 760, height: 900 };

/**
 * Published pages, for everybody: `/embed/:id`, its figures as `/embed/:id.json`, and `/oembed?url=` for sites that ask how to show one.
 * They are of released snapshots alone, read no cookie and know no scope. Caches ask each time whether a page is still there, so one that
 * is taken back is gone at once.
 */
export function createPublicEmbedRoutes(database: Database): Router {
  const router = Router();

  router.get('/embed/:id.json', async (request, response) => {
    const { title, figures } = await found(database, request.params.id);
    openToAll(response, []);
    send(request, response, 'json', JSON.stringify({ title, ...figures }));
  });

  router.get('/embed/:id', async (request, response) => {
    const embed = await embedOf(database, request.params.id);
    openToAll(response, embed?.sites ?? []);
    // In a frame there is nobody else who could say it.
    if (embed === null)
      response.status(404).set('Cache-Control', 'no-store').type('html').send(gonePage(GONE));
    else send(request, response, 'html', embed.page);
  });

  router.get('/oembed', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['url', 'format', 'maxwidth', 'maxheight']);
    const url = query.get('url');
    if (url === null) throw badRequest('Say of which page: /oembed?url=ADDRESS.', { parameter: 'url' });
    if ((query.get('format') ?? 'json') !== 'json')
      throw badRequest('Only JSON is told.', { parameter: 'format' });
    const id = /\/embed\/([a-z0-9]{20})$/.exec(url)?.[1];
    const embed = await found(database, id ?? '');
    send(request, response, 'json', JSON.stringify(oembed(embed, url, query)));
  });

  return router;
}

const GONE = 'There is no such page. It may have been taken back, or its time is over.';

const embedOf = async ({ knex }: Database, id: string): Promise<PublicEmbed | null> =>
  ID.test(id) ? readPublicEmbed(knex, id) : null;

async function found(database: Database, id: string): Promise<PublicEmbed> {
  const embed = await embedOf(database, id);
  if (embed === null) throw notFound(GONE);
  return embed;
}

/** Unlike all else here it may stand in other sites, and be read by them. */
function openToAll(response: Response, sites: readonly string[]): void {
  response.setHeader('Content-Security-Policy', embedPolicy(sites));
  response.removeHeader('X-Frame-Options');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('Access-Control-Allow-Origin', '*');
}

/** Public, since everybody gets the same; asked for anew each time, since it may be taken back. */
function send(request: Request, response: Response, type: 'html' | 'json', body: string): void {
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'public, no-cache');
  if (fresh(request.headers, { etag: tag })) response.status(304).end();
  else response.type(type).send(body);
}

function oembed({ title }: PublicEmbed, url: string, query: URLSearchParams) {
  const within = (name: string, usual: number) => {
    const most = Number(query.get(name) ?? usual);
    return Number.isInteger(most) && most > 0 ? Math.min(usual, most) : usual;
  };
  const [width, height] = [within('maxwidth', IFRAME.width), within('maxheight', IFRAME.height)];
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Tracemap',
    html: `<iframe src="${escaped(url)}" title="${escaped(title)}" width="${width}" height="${height}" style="border:0"></iframe>`,
    width,
    height,
  };
}
