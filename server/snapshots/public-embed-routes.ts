import type { Request, Response } from 'express';
import { Router } from 'express';
import fresh from 'fresh';
import { embedFrame } from '../../domain/embed-frame.ts';
import { EMBED_HEIGHT_PX } from '../../domain/snapshots.ts';
import type { Database } from '../database/connection.ts';
import { badRequest, notFound } from '../errors.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { embedPolicy, GONE, gonePage } from './embed-page.ts';
import type { LiveEmbed, SentBody } from './live-embeds.ts';
import { LiveEmbeds } from './live-embeds.ts';

const ID = /^[a-z0-9]{20}$/;
const IFRAME = { width: 760, height: EMBED_HEIGHT_PX };

/**
 * Published pages, for everybody: `/embed/:id`, its figures as `/embed/:id.json`, and `/oembed?url=` for sites that ask how to show one.
 * They are of released snapshots alone, read no cookie and know no scope. Caches ask each time whether a page is still there, so one that
 * is taken back is gone at once.
 */
export function createPublicEmbedRoutes(database: Database): Router {
  const router = Router();
  const live = new LiveEmbeds(database);

  router.get('/embed/:id.json', async (request, response) => {
    openToAll(response, NOTHING_TO_RUN);
    const { json } = await found(live, request.params.id);
    send(request, response, 'json', json);
  });

  router.get('/embed/:id', async (request, response) => {
    const { id } = request.params;
    const embed = ID.test(id) ? await live.get(id) : null;
    openToAll(response, embed?.policy ?? GONE_POLICY);
    // In a frame there is nobody else who could say it.
    if (embed === null) response.status(404).set('Cache-Control', 'no-store').type('html').send(GONE_PAGE);
    else send(request, response, 'html', embed.page);
  });

  router.get('/oembed', async (request, response) => {
    openToAll(response, NOTHING_TO_RUN);
    const query = queryOf(request);
    onlyParameters(query, ['url', 'format', 'maxwidth', 'maxheight']);
    const url = query.get('url');
    if (url === null) throw badRequest('Say of which page: /oembed?url=ADDRESS.', { parameter: 'url' });
    if ((query.get('format') ?? 'json') !== 'json')
      throw badRequest('Only JSON is told.', { parameter: 'format' });
    const embed = await found(live, /\/embed\/([a-z0-9]{20})$/.exec(url)?.[1] ?? '');
    response.set('Cache-Control', 'no-store').json(oembed(embed, url, query));
  });

  return router;
}

const GONE_PAGE = gonePage();
const GONE_POLICY = embedPolicy(GONE_PAGE, []);
/** Of figures. */
const NOTHING_TO_RUN = "default-src 'none'; frame-ancestors *";

async function found(live: LiveEmbeds, id: string): Promise<LiveEmbed> {
  const embed = ID.test(id) ? await live.get(id) : null;
  if (embed === null) throw notFound(GONE);
  return embed;
}

/** Unlike all else here it may stand in other sites, and be read by them. Nobody takes it for anything else than it is. */
function openToAll(response: Response, policy: string): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Access-Control-Allow-Origin', '*');
}

/** Public, since everybody gets the same; asked for anew each time, since it may be taken back. */
function send(
  request: Request,
  response: Response,
  type: 'html' | 'json',
  { body, gzip, tag }: SentBody,
): void {
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'public, no-cache');
  response.vary('Accept-Encoding');
  if (fresh(request.headers, { etag: tag })) {
    response.status(304).end();
    return;
  }
  const isPacked = request.acceptsEncodings('gzip') === 'gzip';
  if (isPacked) response.setHeader('Content-Encoding', 'gzip');
  response.type(type).send(isPacked ? gzip : body);
}

function oembed({ title }: LiveEmbed, url: string, query: URLSearchParams) {
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
    html: embedFrame(url, title, width, height),
    width,
    height,
  };
}
