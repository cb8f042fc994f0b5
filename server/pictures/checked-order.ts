import type { ViewId } from '../../domain/page-query.ts';
import { isForEverybody } from '../../domain/page-query.ts';
import { checkedPageQuery } from '../briefings/checked-sections.ts';
import { badRequest, forbidden } from '../errors.ts';

/** Views that show a map or a chart. */
const PICTURED: readonly ViewId[] = ['map', 'dealers', 'times', 'firearms', 'progress', 'released'];

/** A view has nothing to make a picture of. */
export const noPicture = () =>
  badRequest('This view has no picture: it shows neither a map nor a chart.', { parameter: 'query' });

/** The query of a view that there is a picture of, for the server's browser: for who sees counts alone, of released ones. A 400 or 403 in words for another. */
export function checkedPictureQuery(text: string, seesRecords: boolean): string {
  const query = checkedPageQuery(text, 'query');
  const view = new URLSearchParams(query).get('view') ?? 'map';
  if (!PICTURED.some((one) => one === view)) throw noPicture();
  if (!seesRecords && !isForEverybody(view)) {
    throw forbidden(
      'This view is counted live, small counts too: whoever sees records can take it along. Yours are files of what is released: {"query": "view=released"}.',
    );
  }
  return forPaper(query);
}

/** The same of a briefing, section by section. */
export const briefingQuery = (id: number): string => forPaper(`view=briefings&briefing=${id}`);

/** Paper and slides are light, and filters beside the map take room from it. */
function forPaper(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set('theme', 'light');
  parameters.set('rail', '0');
  return parameters.toString();
}
