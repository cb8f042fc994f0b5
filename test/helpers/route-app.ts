import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import express from 'express';
import { pino } from 'pino';
import { problemHandler, unknownRoute } from '../../server/http/problem-handler.ts';

/** An application of the given routes alone, answering errors as the real one does. */
export function routeApp(...routers: readonly (RequestHandler | ErrorRequestHandler)[]): Express {
  const app = express();
  app.set('etag', false);
  for (const router of routers) app.use(router);
  app.use(unknownRoute);
  app.use(problemHandler(pino({ level: 'silent' })));
  return app;
}
