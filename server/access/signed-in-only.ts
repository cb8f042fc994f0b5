import type { RequestHandler } from 'express';
import type { Database } from '../database/connection.ts';
import { notSignedIn } from '../errors.ts';
import { senderOfRequest } from './sender-of-request.ts';

/** Keeps what comes after it from whoever is not signed in, before it reads anything of what they sent. */
export const signedInOnly =
  (database: Database): RequestHandler =>
  async (request, _response, next) => {
    if ((await senderOfRequest(database, request)) === null) throw notSignedIn();
    next();
  };
