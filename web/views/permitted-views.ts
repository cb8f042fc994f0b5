import { can } from '../state/session.ts';
import type { View } from './registry.ts';
import { VIEWS } from './registry.ts';

/** True where the signed-in person may use a view; one that needs nothing is open to all. */
export const mayOpen = ({ needs }: Pick<View, 'needs'>): boolean => needs.length === 0 || needs.some(can);

/** The views the signed-in person may use, in the order of the top bar. */
export const permittedViews = (): readonly View[] => VIEWS.filter(mayOpen);
