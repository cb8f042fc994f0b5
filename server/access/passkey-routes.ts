import type { Request } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { notFound, ProblemError } from '../errors.ts';
import { bodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import type { AccessContext } from './access-context.ts';
import type { OwnerAnswer } from './own-account-routes.ts';
import { ownerRoute } from './own-account-routes.ts';
import { authenticationResponse, registrationResponse } from './passkey-response.ts';
import type { RelyingParty } from './passkey-service.ts';
import {
  addPasskey,
  askForPasskey,
  offerPasskey,
  removePasskey,
  signInWithPasskey,
} from './passkey-service.ts';
import { publicUrlOf } from './public-url.ts';
import { browserOf } from './session-cookie.ts';
import { answerSignIn } from './session-routes.ts';

const newPasskey = z.object({ name: z.string().trim().min(1).max(80), response: registrationResponse });
const signedBody = z.object({ response: authenticationResponse });

/** Making passkeys (`/api/account/passkeys`) and signing in with them (`/api/session/passkey`). */
export function createPasskeyRoutes(context: AccessContext): Router {
  const router = Router();
  router.use(['/api/account/passkeys', '/api/session/passkey'], jsonBody('64kb'));
  const owned = (answer: OwnerAnswer) => ownerRoute(context, answer);
  const siteOf = (request: Request) => relyingParty(context, request);

  router.post(
    '/api/account/passkeys/options',
    owned(async (session, request, response) => {
      sendFresh(response, await offerPasskey(context, session, siteOf(request)));
    }),
  );

  router.post(
    '/api/account/passkeys',
    owned(async (session, request, response) => {
      const made = bodyOf(request, newPasskey, '{"name", "response": what the authenticator answered}');
      response.status(201);
      sendFresh(response, { id: await addPasskey(context, session, siteOf(request), made) });
    }),
  );

  router.delete(
    '/api/account/passkeys/:id',
    owned(async (session, request, response) => {
      const id = pathId(request);
      if (id === null) throw notFound('You have no such passkey.');
      await removePasskey(context, session, id);
      response.status(204).end();
    }),
  );

  router.post('/api/session/passkey/options', async (request, response) => {
    sendFresh(response, await askForPasskey(context, siteOf(request)));
  });

  router.post('/api/session/passkey', async (request, response) => {
    const signed = bodyOf(request, signedBody, '{"response": what the authenticator answered}');
    const token = await signInWithPasskey(
      context,
      siteOf(request),
      signed.response,
      browserOf(context, request),
    );
    await answerSignIn(context, request, response, token);
  });

  return router;
}

/** Browsers make passkeys for hosts with a name, and without HTTPS for this machine alone. */
function relyingParty({ settings }: AccessContext, request: Request): RelyingParty {
  const address = publicUrlOf(settings, request);
  const url = URL.canParse(address) ? new URL(address) : null;
  const isKnown = settings.publicUrl !== null || url?.hostname === 'localhost';
  if (url === null || !isKnown) {
    throw new ProblemError(
      409,
      'Not now',
      'Passkeys need the address people use: set PUBLIC_URL, or open the page at http://localhost.',
    );
  }
  return { id: url.hostname, origin: url.origin };
}
