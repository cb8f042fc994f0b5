import type { Request } from 'express';
import type { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import { badRequest } from '../errors.ts';

/**
 * The body of a request, as `schema` reads it. A 400 says only what it should look like: it may hold a
 * password or an address.
 */
export function bodyOf<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  shape: string,
): z.infer<Schema> {
  const body = schema.safeParse(request.body);
  if (!body.success) throw badRequest(told('Send {shape} as JSON.', { shape }));
  return body.data;
}

/** The same of what is no secret: the 400 names the field at fault. */
export function namedBodyOf<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  shape: string,
): z.infer<Schema> {
  const body = schema.safeParse(request.body);
  if (body.success) return body.data;
  const where = body.error.issues[0]?.path.join('.') ?? '';
  throw badRequest(
    where === ''
      ? told('Send {shape} as JSON.', { shape })
      : told('Send {shape} as JSON. {where} is not like that.', { shape, where }),
    { parameter: where },
  );
}
