/** Why a figure is not told, where one would say more than is known. */
import type { Told } from '../languages/told.ts';

export interface Refusal<Cause extends string> {
  readonly refused: Cause;
  /** In words, with what was there and what it takes. */
  readonly reason: Told;
}

/** Whether a result is a refusal. */
export const isRefused = <Result extends object, Cause extends string>(
  result: Result | Refusal<Cause>,
): result is Refusal<Cause> => 'refused' in result;
