import type { Request, Response } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { bodyOf } from '../http/body-of.ts';
import { sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import type { AccessContext } from './access-context.ts';
import { accountOfRequest } from './account-of-request.ts';
import { tokenOfRequest } from './request-token.ts';
import { signedInAnswer, signedOutAnswer } from './session-answer.ts';
import { browserOf, clearSession, giveSession } from './session-cookie.ts';
import { signInNoticeOf } from './sign-in-notice.ts';
import { enterDemo, LockedOut, signIn, signOut } from './sign-in-service.ts';
import { signedInBy } from './signed-in-request.ts';

/** No account has a longer one (RFC 5321), so nothing is lost by not looking. */
const email = z.string().max(254);
const credentials = z.object({
  email,
  password: z.string().max(1_000),
  code: z.string().max(40).optional(),
});

/** Signing in and out, and who is: `/api/session`. */
export function createSessionRoutes(context: AccessContext): Router {
  const router = Router();
  router.use('/api/session', jsonBody('16kb'));

  router.get('/api/session', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const signedIn = await accountOfRequest(context.database, request, context.now);
    sendFresh(
      response,
      signedIn === null
        ? await signedOutAnswer(context, signInNoticeOf(context, request))
        : await signedInAnswer(context, signedIn),
    );
  });

  router.post('/api/session', async (request, response) => {
    const given = bodyOf(request, credentials, '{"email", "password"} and, where it is asked for, "code"');
    const token = await signIn(context, given, browserOf(context, request)).catch((error: unknown) => {
      if (error instanceof LockedOut) response.set('Retry-After', String(error.retryAfterSeconds));
      throw error;
    });
    await answerSignIn(context, request, response, token);
  });

  router.post('/api/session/demo', async (request, response) => {
    const given = bodyOf(request, z.object({ email }), '{"email"}');
    const token = await enterDemo(context, given.email, browserOf(context, request));
    await answerSignIn(context, request, response, token);
  });

  router.delete('/api/session', async (request, response) => {
    const token = tokenOfRequest(request);
    const signedIn = await accountOfRequest(context.database, request, context.now);
    if (token?.how === 'session' && signedIn !== null) await signOut(context, signedIn.account, token.sha256);
    clearSession(context, response);
    response.status(204).end();
  });

  return router;
}

/** Hands the new session out and answers what `GET /api/session` will. */
export async function answerSignIn(
  context: AccessContext,
  request: Request,
  response: Response,
  token: string,
): Promise<void> {
  giveSession(context, request, response, token);
  const signedIn = await signedInBy(context, request);
  sendFresh(response, await signedInAnswer(context, signedIn));
}
