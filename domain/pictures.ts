/** Files of what is shown, as page and server both know them. */
import { z } from 'zod';
import { LONGEST_PAGE_QUERY } from './briefings.ts';

export const PICTURE_FORMATS = ['png', 'pdf', 'pptx'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];
export const PAPERS = ['a4', 'letter'] as const;
export type Paper = (typeof PAPERS)[number];
/** How many times the size of the screen a picture is. */
export const PICTURE_SCALES = [1, 2, 3, 4] as const;

const pictureRequestSchema = z.object({
  format: z.enum(PICTURE_FORMATS),
  scale: z.number().int().min(1).max(4).default(2),
});
/** What the server's browser asks of the page. */
export type PictureRequest = z.infer<typeof pictureRequestSchema>;
/** The event it asks by. */
export const PICTURE_REQUEST = 'tracemap-picture';

/** Null where it is something else. */
export const readPictureRequest = (detail: unknown): PictureRequest | null =>
  pictureRequestSchema.safeParse(detail).data ?? null;

/** `POST /api/pictures`: of a view by its query, or of a whole briefing. */
export const pictureOrderSchema = pictureRequestSchema
  .extend({
    query: z.string().max(LONGEST_PAGE_QUERY).optional(),
    briefing: z.number().int().positive().optional(),
    paper: z.enum(PAPERS).default('letter'),
  })
  .refine(({ query, briefing }) => (query === undefined) !== (briefing === undefined));
export type PictureOrder = z.infer<typeof pictureOrderSchema>;

/** `GET /api/pictures`: whether this server can make them. */
export const pictureMakingSchema = z.object({ available: z.boolean() });
