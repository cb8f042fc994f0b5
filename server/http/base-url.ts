import type { Request } from 'express';

/** The address of this server as whoever asks reaches it, without a slash at its end. */
export const baseUrl = (request: Request): string =>
  `${request.protocol}://${request.get('host') ?? request.hostname}`;
