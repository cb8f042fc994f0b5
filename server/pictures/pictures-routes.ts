import type { Request } from 'express';
import { Router } from 'express';
import type { PictureFormat } from '../../domain/pictures.ts';
import { pictureOrderSchema } from '../../domain/pictures.ts';
import type { AccessContext } from '../access/access-context.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import { signedInBy } from '../access/signed-in-request.ts';
import { forbidden, ProblemError } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import { languageOfRequest } from '../http/speech-of-request.ts';
import { RETRY_AFTER_SECONDS } from './picture-queue.ts';
import type { Pictures } from './pictures-service.ts';

const ORDER =
  '{"query": the query of the page\'s address, or "briefing": its number, "format": "png", "pdf" or "pptx", "scale": 1 to 4, "paper": "a4" or "letter"}';

const TYPES: Readonly<Record<PictureFormat, string>> = {
  png: 'image/png',
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/**
 * `POST /api/pictures`: a view or a briefing as a file, made by the page itself in a browser of this server, with what whoever asks may
 * see and in their language. `GET` says whether there is one.
 */
export function createPicturesRoutes(context: AccessContext, pictures: Pictures): Router {
  const { database } = context;
  const router = Router();
  router.use('/api/pictures', jsonBody('64kb'));

  router.get('/api/pictures', async (request, response) => {
    onlyParameters(queryOf(request), []);
    await accessOfRequest(database, request, 'view');
    sendFresh(response, { available: pictures.isAvailable });
  });

  router.post('/api/pictures', async (request, response) => {
    onlyParameters(queryOf(request), []);
    await accessOfRequest(database, request, 'view');
    const order = namedBodyOf(request, pictureOrderSchema, ORDER);
    const asker = await signedInBy(context, request);
    const { sessionId } = asker;
    // The page is a person's: what a token may not see of it could not be left out.
    if (sessionId === null)
      throw forbidden('Files of views are made for who is signed in on the page, not for an API token.');
    const gone = abandonSignal(response);
    try {
      const file = await pictures.make(
        order,
        { ...asker, sessionId },
        { origin: originOf(request), language: languageOfRequest(request) },
        gone,
      );
      response
        .type(TYPES[order.format])
        .set('Content-Disposition', `attachment; filename="${file.name}"`)
        .set('Cache-Control', 'no-store')
        .send(file.content);
    } catch (error) {
      // Nobody is left to read it.
      if (gone.aborted) return;
      if (error instanceof ProblemError && error.status === 429) {
        response.set('Retry-After', String(RETRY_AFTER_SECONDS));
      }
      throw error;
    }
  });
  return router;
}

/** Where this process answers, as the request came to it: whatever stands in front of it is left out. */
function originOf({ socket: { localAddress = '127.0.0.1', localPort } }: Request): string {
  const address = localAddress.replace(/^::ffff:/, '');
  return `http://${address.includes(':') ? `[${address}]` : address}:${localPort}`;
}
