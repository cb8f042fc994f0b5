import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { statesDrawing } from '../../domain/geography/states-drawing.ts';

// A file of data: imported as JSON it would be type-checked as a program of a megabyte.
const atlas: Topology<{ states: GeometryCollection }> = createRequire(import.meta.url)(
  'us-atlas/states-albers-10m.json',
);

/** us-atlas' map of states as a drawing. */
export const STATES_MAP = statesDrawing(feature(atlas, atlas.objects.states));
