import type { Request, RequestHandler, Response } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { GIVEN_CAPABILITIES } from '../../domain/access.ts';
import type { OwnAccount } from '../../domain/access-responses.ts';
import { told } from '../../domain/languages/told.ts';
import { notFound } from '../errors.ts';
import { bodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import type { AccessContext } from './access-context.ts';
import {
  confirmAuthenticator,
  offerAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
} from './authenticator-service.ts';
import { readOwnAccount } from './own-account-read-model.ts';
import { addToken, changePassword, endOwnSession, removeToken } from './own-account-service.ts';
import { sessionAccount } from './session-answer.ts';
import { clearSession } from './session-cookie.ts';
import { LockedOut } from './sign-in-service.ts';
import type { SignedInSession } from './signed-in-request.ts';
import { mustBeAble, sessionBy } from './signed-in-request.ts';

const password = z.string().max(1_000);
const passwordBody = z.object({ password: password.default('') });
const changeBody = z.object({ current: password, next: password });
const codeBody = z.object({ code: z.string().max(40) });
const tokenBody = z.object({
  name: z.string().trim().min(1).max(80),
  capabilities: z.array(z.enum(GIVEN_CAPABILITIES)).min(1).max(GIVEN_CAPABILITIES.length),
  expiresInDays: z.number().int().min(1).max(365),
});

/** What one may change about one's own sign-in: `/api/account`. */
export function createOwnAccountRoutes(context: AccessContext): Router {
  const router = Router();
  router.use('/api/account', jsonBody('64kb'));
  const owned = (answer: OwnerAnswer) => ownerRoute(context, answer);

  router.get(
    '/api/account',
    owned(async (session, _request, response) => {
      const account = await sessionAccount(context, session);
      const own = await context.database.knex.transaction((trx) =>
        readOwnAccount(trx, session.account.id, session.sessionId, context.now()),
      );
      sendFresh(response, { account, ...own } satisfies OwnAccount);
    }),
  );

  router.post(
    '/api/account/password',
    owned(async (session, request, response) => {
      await changePassword(context, session, bodyOf(request, changeBody, '{"current", "next"}'));
      response.status(204).end();
    }),
  );

  router.post(
    '/api/account/totp',
    owned(async (session, _request, response) => {
      sendFresh(response, await offerAuthenticator(context, session));
    }),
  );

  router.post(
    '/api/account/totp/confirm',
    owned(async (session, request, response) => {
      const { code } = bodyOf(request, codeBody, '{"code"}');
      sendFresh(response, { recoveryCodes: await confirmAuthenticator(context, session, code) });
    }),
  );

  router.delete(
    '/api/account/totp',
    owned(async (session, request, response) => {
      await removeAuthenticator(context, session, bodyOf(request, passwordBody, '{"password"}').password);
      response.status(204).end();
    }),
  );

  router.post(
    '/api/account/recovery-codes',
    owned(async (session, request, response) => {
      const given = bodyOf(request, passwordBody, '{"password"}');
      sendFresh(response, { recoveryCodes: await renewRecoveryCodes(context, session, given.password) });
    }),
  );

  router.delete(
    '/api/account/sessions/:id',
    owned(async (session, request, response) => {
      const id = numberOf(request);
      await endOwnSession(context, session, id);
      if (id === session.sessionId) clearSession(context, response);
      response.status(204).end();
    }),
  );

  router.post(
    '/api/account/tokens',
    owned(async (session, request, response) => {
      const shape = `{"name", "capabilities": [some of ${GIVEN_CAPABILITIES.join(', ')}], "expiresInDays": 1 to 365}`;
      const wanted = bodyOf(request, tokenBody, shape);
      mustBeAble(session, {
        capabilities: GIVEN_CAPABILITIES,
        otherwise: told('Your role may not make API tokens.'),
      });
      response.status(201);
      sendFresh(response, await addToken(context, session, wanted));
    }),
  );

  router.delete(
    '/api/account/tokens/:id',
    owned(async (session, request, response) => {
      await removeToken(context, session, numberOf(request));
      response.status(204).end();
    }),
  );

  return router;
}

export type OwnerAnswer = (session: SignedInSession, request: Request, response: Response) => Promise<void>;

/** A route of whoever is signed in by a session. */
export const ownerRoute =
  (context: AccessContext, answer: OwnerAnswer): RequestHandler =>
  async (request, response) => {
    const session = await sessionBy(context, request);
    await answer(session, request, response).catch((error: unknown) => {
      if (error instanceof LockedOut) response.set('Retry-After', String(error.retryAfterSeconds));
      throw error;
    });
  };

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw notFound('There is nothing of that number here.');
  return id;
}
