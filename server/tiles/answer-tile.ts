import type { Request, Response } from 'express';
import type { TileLayerId } from '../../tiles/layers.ts';

/** Answers the tile that `parts` name, of a layer, with the filter of the request's query. */
export type AnswerTile = (
  request: Request,
  response: Response,
  id: TileLayerId,
  parts: Readonly<Record<'z' | 'x' | 'y', string>>,
) => Promise<void>;
