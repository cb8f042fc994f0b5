import type { Request } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { ROLES } from '../../domain/access.ts';
import { told } from '../../domain/languages/told.ts';
import { forbidden, notFound } from '../errors.ts';
import { bodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import type { AccessContext } from './access-context.ts';
import { readAccounts } from './accounts-read-model.ts';
import type { Invitation, Keeper } from './accounts-service.ts';
import {
  acceptInvitation,
  changeAccount,
  endSessions,
  inviteAccount,
  inviteAgain,
  lookAtInvitation,
} from './accounts-service.ts';
import { invitationUrl, publicUrlOf } from './public-url.ts';
import { mustBeAble, signedInBy } from './signed-in-request.ts';

const MOST_ACCOUNTS = 500;

const name = z.string().trim().min(1).max(100);
const role = z.enum(ROLES);
const draftBody = z.object({
  email: z.email().max(254),
  name,
  role,
  agency: z.string().max(40).nullable().default(null),
});
const changeBody = z
  .object({ name: name.optional(), role: role.optional(), disabled: z.boolean().optional() })
  .strict();
const resetBody = z.object({ reset: z.boolean().default(false) }).default({ reset: false });
const lookBody = z.object({ token: z.string().max(100) });
const acceptBody = lookBody.extend({ password: z.string().max(1_000) });

/** Keeping accounts (`/api/accounts`), and accepting an invitation (`/api/invitations`). */
export function createAccountsRoutes(context: AccessContext): Router {
  const router = Router();
  router.use(['/api/accounts', '/api/invitations'], jsonBody('16kb'));

  router.get('/api/accounts', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit']);
    const after = wholeNumberParameter(query, 'after', { least: 0, most: 999_999_999, otherwise: 0 });
    const limit = wholeNumberParameter(query, 'limit', { least: 1, most: MOST_ACCOUNTS, otherwise: 100 });
    const keeper = await keeperOf(context, request);
    sendFresh(
      response,
      await context.database.knex.transaction((trx) => readAccounts(trx, keeper, { after, limit })),
    );
  });

  router.post('/api/accounts', async (request, response) => {
    const keeper = await keeperOf(context, request);
    const draft = bodyOf(
      request,
      draftBody,
      `{"email", "name", "role": one of ${ROLES.join(', ')}, "agency": CODE or null}`,
    );
    const invitation = await inviteAccount(context, keeper, draft);
    response.status(201);
    sendFresh(response, shown(context, request, invitation));
  });

  router.post('/api/accounts/:id/invitation', async (request, response) => {
    const keeper = await keeperOf(context, request);
    const { reset } = bodyOf(request, resetBody, '{"reset": true or false}');
    const invitation = await inviteAgain(context, keeper, numberOf(request), { reset });
    response.status(201);
    sendFresh(response, shown(context, request, invitation));
  });

  router.patch('/api/accounts/:id', async (request, response) => {
    const keeper = await keeperOf(context, request);
    const change = bodyOf(request, changeBody, '{"name", "role", "disabled"}, or some of these,');
    sendFresh(response, await changeAccount(context, keeper, numberOf(request), change));
  });

  router.delete('/api/accounts/:id/sessions', async (request, response) => {
    await endSessions(context, await keeperOf(context, request), numberOf(request));
    response.status(204).end();
  });

  // The token comes in the body, and in the fragment of the page's address: it stands in no log.
  router.post('/api/invitations/look', async (request, response) => {
    const { token } = bodyOf(request, lookBody, '{"token"}');
    sendFresh(response, await lookAtInvitation(context, token));
  });

  router.post('/api/invitations/accept', async (request, response) => {
    const { token, password } = bodyOf(request, acceptBody, '{"token", "password"}');
    await acceptInvitation(context, token, password);
    response.status(204).end();
  });

  return router;
}

/** An administrator keeps all accounts, a steward those of the own agency; a 403 for everybody else. */
async function keeperOf(context: AccessContext, request: Request): Promise<Keeper> {
  const signedIn = await signedInBy(context, request);
  mustBeAble(signedIn, {
    capabilities: ['administer', 'steward'],
    otherwise: told('Your role may not keep accounts.'),
  });
  const { email, agencyId } = signedIn.account;
  if (signedIn.capabilities.includes('administer')) return { actor: email, agencyId: null };
  if (agencyId === null) {
    throw forbidden('A steward without an agency keeps no accounts.');
  }
  return { actor: email, agencyId };
}

function shown(context: AccessContext, request: Request, { account, token }: Invitation) {
  return { account, invitationUrl: invitationUrl(publicUrlOf(context.settings, request), token) };
}

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw notFound('There is no such account.');
  return id;
}
