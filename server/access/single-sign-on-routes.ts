import type { Request, Response } from 'express';
import { Router } from 'express';
import { notFound, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import type { SingleSignOnSettings } from './access-settings.ts';
import { publicUrlOf } from './public-url.ts';
import { cookieValue } from './request-token.ts';
import { browserOf, cookieName, cookieOptions, giveSession } from './session-cookie.ts';
import { leadToSignIn } from './sign-in-notice.ts';
import { beginSingleSignOn, finishSingleSignOn } from './single-sign-on-service.ts';

const CALLBACK = '/api/session/oidc/callback';
/** Of the browser on its way to the provider and back. */
const COOKIE = 'tracemap_oidc';
const COOKIE_MS = 10 * 60_000;

/** Signing in at the region's identity provider: `/api/session/oidc`, opened as a page. */
export function createSingleSignOnRoutes(context: AccessContext): Router {
  const router = Router();

  router.get('/api/session/oidc', async (request, response) => {
    await asPage(context, request, response, async () => {
      const settings = settingsOf(context);
      const { url, browserToken } = await beginSingleSignOn(context, settings, callbackOf(context, request));
      response.cookie(cookieName(context, COOKIE), browserToken, {
        ...cookieOptions(context),
        maxAge: COOKIE_MS,
      });
      response.set('Cache-Control', 'no-store').redirect(303, url.href);
    });
  });

  router.get(CALLBACK, async (request, response) => {
    await asPage(context, request, response, async () => {
      const settings = settingsOf(context);
      const browserToken = cookieValue(request.headers.cookie ?? '', cookieName(context, COOKIE)) ?? '';
      const start = request.originalUrl.indexOf('?');
      const query = start === -1 ? '' : request.originalUrl.slice(start);
      const address = new URL(`${callbackOf(context, request)}${query}`);
      response.clearCookie(cookieName(context, COOKIE), cookieOptions(context));
      const token = await finishSingleSignOn(
        context,
        settings,
        address,
        browserToken,
        browserOf(context, request),
      );
      giveSession(context, request, response, token);
      response.set('Cache-Control', 'no-store').redirect(303, '/');
    });
  });

  return router;
}

function settingsOf({ settings }: AccessContext): SingleSignOnSettings {
  if (settings.singleSignOn === null)
    throw notFound(
      'Single sign-on is not set up here. Sign in with your email and password, or ask your administrator.',
    );
  return settings.singleSignOn;
}

const callbackOf = ({ settings }: AccessContext, request: Request): string =>
  `${publicUrlOf(settings, request)}${CALLBACK}`;

/** Whoever comes here by a browser sees a page: where they are refused it is that of signing in, which says so in words. */
async function asPage(
  context: AccessContext,
  request: Request,
  response: Response,
  answer: () => Promise<void>,
): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof ProblemError) || request.accepts(['json', 'html']) !== 'html') throw error;
    leadToSignIn(context, response, error.message);
  }
}
