import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { Router } from 'express';
import fresh from 'fresh';
import type { Database } from '../database/connection.ts';
import { badRequest, notFound } from '../errors.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { embedPolicy } from './embed-page.ts';
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

  router.get('/embed/:file', async (request, response) => {
    const [, id, isJson] = /^([^.]*)(\.json)?$/.exec(String(request.params.file)) ?? [];
    const embed = await found(database, id ?? '');
    response.setHeader('Content-Security-Policy', embedPolicy(embed.sites));
    response.removeHeader('X-Frame-Options');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Access-Control-Allow-Origin', '*');
    if (isJson === undefined) send(request, response, 'html', embed.page);
    else send(request, response, 'json', JSON.stringify({ title: embed.title, ...embed.figures }));
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

async function found({ knex }: Database, id: string): Promise<PublicEmbed> {
  const embed = ID.test(id) ? await readPublicEmbed(knex, id) : null;
  if (embed === null)
    throw notFound('There is no such page. It may have been taken back, or its time is over.');
  return embed;
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
