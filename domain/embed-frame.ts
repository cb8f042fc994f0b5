import { escapedMarkup } from './escaped-markup.ts';

/** The frame in which another site shows a page at an address: sizes in pixels, or a width of all there is. */
export const embedFrame = (address: string, title: string, width: number | '100%', height: number): string =>
  `<iframe src="${escapedMarkup(address)}" title="${escapedMarkup(title)}" width="${width}" height="${height}" style="border:0"></iframe>`;
