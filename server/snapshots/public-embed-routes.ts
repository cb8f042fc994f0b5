import type { Request, Response } from 'express';
import { Router } from 'express';
import fresh from 'fresh';
import { embedFrame } from '../../domain/embed-frame.ts';
import { told } from '../../domain/languages/told.ts';
import { wordsIn } from '../../domain/released-words/words-in.ts';
import { EMBED_HEIGHT_PX } from '../../domain/snapshots.ts';
import type { Database } from '../database/connection.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { languageOfRequest } from '../http/speech-of-request.ts';
import { RETRY_AFTER_SECONDS } from '../pictures/picture-queue.ts';
import { opensPage } from './embed-links.ts';
import { embedPolicy, endedLinkPage, GONE, gonePage } from './embed-page.ts';
import type { DrawPicture } from './embed-picture.ts';
import { EmbedPictures } from './embed-pictures.ts';
import type { LiveEmbed } from './live-embeds.ts';
import { LiveEmbeds } from './live-embeds.ts';

const ID = /^[a-z0-9]{20}$/;
const IFRAME = { width: 760, height: EMBED_HEIGHT_PX };

export interface PublicEmbedsContext {
  /** What links to pages for chosen readers are signed with. */
  readonly linkKey: Buffer;
  /** Null where there is nothing to draw pictures with. */
  readonly draw: DrawPicture | null;
}

/**
 * Published pages, for everybody: `/embed/:id`, its figures as `/embed/:id.json`, its picture as `/embed/:id/picture.png`, and `/oembed?url=` for sites that ask how to show one.
 * They are of released snapshots alone, read no cookie and know no scope. Caches ask each time whether a page is still there, so one that
 * is taken back is gone at once. Pages for chosen readers open by signed links, have no picture, and stay in no cache.
 */
export function createPublicEmbedRoutes(database: Database, { linkKey, draw }: PublicEmbedsContext): Router {
  const router = Router();
  const live = new LiveEmbeds(database);
  const pictures = new EmbedPictures(database, draw);
  const opens = (id: string, { signedOnly }: LiveEmbed, query: URLSearchParams) =>
    !signedOnly || opensPage(linkKey, id, query, Date.now());

  /** A page that this query opens. A ProblemError 404 in words where there is none. */
  async function opened(request: Request, id: string, query: URLSearchParams): Promise<LiveEmbed> {
    const embed = ID.test(id) ? await live.get(id) : null;
    if (embed === null) throw notFound(GONE);
    if (!opens(id, embed, query)) throw notFound(wordsIn(languageOfRequest(request)).endedLink.text);
    return embed;
  }

  router.get('/embed/:id.json', async (request, response) => {
    openToAll(response, NOTHING_TO_RUN);
    const embed = await opened(request, request.params.id, queryOf(request));
    send(request, response, 'json', embed);
  });

  router.get('/embed/:id', async (request, response) => {
    const { id } = request.params;
    const embed = ID.test(id) ? await live.get(id) : null;
    // In a frame there is nobody else who could say it.
    if (embed === null) sayWhy(response, GONE_PAGE);
    else if (!opens(id, embed, queryOf(request))) sayWhy(response, endedLinkPage(embed.language));
    else {
      openToAll(response, embed.policy);
      send(request, response, 'page', embed);
    }
  });

  router.get('/embed/:id/picture.png', async (request, response) => {
    openToAll(response, NOTHING_TO_RUN);
    const { id } = request.params;
    const { signedOnly } = await opened(request, id, queryOf(request));
    const picture = signedOnly
      ? null
      : await pictures.get(id).catch((error: unknown) => retried(response, error));
    if (picture === null) throw notFound('This page has no picture. Look at the page itself.');
    if (isFresh(request, response, picture.tag)) response.status(304).end();
    else response.type('png').send(picture.png);
  });

  router.get('/oembed', async (request, response) => {
    openToAll(response, NOTHING_TO_RUN);
    const query = queryOf(request);
    onlyParameters(query, ['url', 'format', 'maxwidth', 'maxheight']);
    const url = query.get('url');
    if (url === null) throw badRequest('Say of which page: /oembed?url=ADDRESS.', { parameter: 'url' });
    if ((query.get('format') ?? 'json') !== 'json')
      throw badRequest('Only JSON is told.', { parameter: 'format' });
    const [, id = '', signed = ''] = PAGE_ADDRESS.exec(url) ?? [];
    const embed = await opened(request, id, new URLSearchParams(signed));
    response.set('Cache-Control', 'no-store').json(oembed(embed, url, query));
  });

  return router;
}

/** Of a page here, as a site would ask with it: whole or from its path on. */
const PAGE_ADDRESS = /^(?:https?:\/\/[^/?#]+)?\/embed\/([a-z0-9]{20})(?:\?([^#]*))?$/;
const GONE_PAGE = gonePage();
/** Of figures. */
const NOTHING_TO_RUN = "default-src 'none'; frame-ancestors *";

/** Answers with why there is no page. */
function sayWhy(response: Response, page: string): void {
  openToAll(response, embedPolicy(page, []));
  response.status(404).set('Cache-Control', 'no-store').type('html').send(page);
}

/** Unlike all else here it may stand in other sites, and be read by them. Nobody takes it for anything else than it is. */
function openToAll(response: Response, policy: string): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Access-Control-Allow-Origin', '*');
}

/**
 * Public, since everybody gets the same; asked for anew each time, since it may be taken back. What a signed link opens is kept by nobody, and
 * found by no search engine.
 */
function send(request: Request, response: Response, what: 'page' | 'json', embed: LiveEmbed): void {
  const { body, gzip, tag } = embed[what];
  response.vary('Accept-Encoding');
  if (embed.signedOnly) {
    response.setHeader('Cache-Control', 'private, no-store');
    response.setHeader('X-Robots-Tag', 'noindex');
  } else if (isFresh(request, response, tag)) {
    response.status(304).end();
    return;
  }
  const isPacked = request.acceptsEncodings('gzip') === 'gzip';
  if (isPacked) response.setHeader('Content-Encoding', 'gzip');
  response.type(what === 'page' ? 'html' : 'json').send(isPacked ? gzip : body);
}

/** Marks an answer that everybody gets; true where whoever asks has it already. */
function isFresh(request: Request, response: Response, tag: string): boolean {
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'public, no-cache');
  return fresh(request.headers, { etag: tag });
}

/** Passes a failure on; of one for now with when to ask again. */
function retried(response: Response, error: unknown): never {
  if (!(error instanceof ProblemError)) throw error;
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  throw new ProblemError(
    503,
    'Not yet',
    told('The picture is not drawn yet. Ask again in {seconds} seconds.', { seconds: RETRY_AFTER_SECONDS }),
  );
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
