import type { PictureOrder } from '../../domain/pictures.ts';
import { pictureMakingSchema } from '../../domain/pictures.ts';
import { requestFile, requestJson } from './request.ts';

/** Whether the server makes files of what is shown. */
export const getPictureMaking = (signal?: AbortSignal) =>
  requestJson('/api/pictures', pictureMakingSchema, { ...(signal && { signal }) });

/** Has the server make one. */
export const orderPicture = (order: Partial<PictureOrder>, signal?: AbortSignal) =>
  requestFile('/api/pictures', { method: 'POST', body: order, ...(signal && { signal }) });
