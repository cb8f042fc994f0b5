import { gunLifeSchema } from '../../domain/guns/gun-life.ts';
import type { GunRecordRef } from '../state/page-state.ts';
import { requestJson } from './request.ts';

/** The gun of a record, with all that is recorded of it. */
export const getGunLife = ({ kind, id }: GunRecordRef, signal: AbortSignal) =>
  requestJson(`/api/guns/${kind}/${id}`, gunLifeSchema, { signal });
