import type { ViewId } from '../../domain/page-query.ts';
import { isForEverybody } from '../../domain/page-query.ts';
import { can } from './session.ts';

/** Whether there are files of a view: for who sees counts alone of released ones only, since live counts tell small ones too. */
export const mayTakeAlong = (view: ViewId): boolean => can('records') || isForEverybody(view);
