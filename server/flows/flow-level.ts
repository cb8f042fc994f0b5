import { flowLevelForZoom } from '../../domain/geography/levels.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { choiceParameter } from '../http/query-parameters.ts';

/** The level asked for; `auto` (or none) chooses by `zoom`, state level where that is not given either. */
export function flowLevelOf(query: URLSearchParams): FlowLevel {
  const level = query.get('level');
  if (level === 'zip' || level === 'cell') {
    throw new FilterError('level', `Flows are counted by state and county only, not by ${level}.`);
  }
  const choice = choiceParameter(query, 'level', ['auto', 'state', 'county']);
  const zoom = query.get('zoom');
  if (zoom !== null && !/^\d{1,2}(\.\d+)?$/.test(zoom)) {
    throw new FilterError('zoom', `zoom must be a number like 5 or 5.5, not "${zoom}".`);
  }
  return choice === 'auto' ? flowLevelForZoom(Number(zoom ?? 0)) : choice;
}
