import type { FigureOnScreen, ReleasedSource } from '../charts/figures-on-screen.ts';
import { currentMap } from '../state/current-map.ts';
import { published, summary } from '../state/map-data.ts';
import { filter, page } from '../state/page.ts';
import { session } from '../state/session.ts';
import { titleOnScreen } from '../state/title-on-screen.ts';
import { localDay } from '../words/format.ts';
import type { DayRange } from '../words/month-range.ts';
import { say } from '../words/say.ts';
import type { PictureCaption } from './picture-caption.ts';
import { outOfFunnel, pictureCaption } from './picture-caption.ts';

/** The words of a picture of the map as it is. */
export function mapCaption(): PictureCaption {
  const isPublished = page.peek().figures === 'published';
  const funnel = summary.value.peek().answer?.funnel ?? null;
  return captionOnScreen({
    title: titleOnScreen(),
    outOf: isPublished || funnel === null ? null : outOfFunnel(funnel),
    released: null,
    published: isPublished ? (published.peek().answer?.source ?? say('ATF’s published tables')) : null,
    basemap: currentMap.peek()?.credits() ?? '',
  });
}

/** The words of a picture of a chart. */
export const chartCaption = ({ title, outOf, days, released }: FigureOnScreen): PictureCaption =>
  captionOnScreen({ title, outOf, released, published: null, basemap: '' }, days ?? filter.peek());

interface ShownThing {
  readonly title: string;
  readonly outOf: string | null;
  readonly released: ReleasedSource | null;
  readonly published: string | null;
  readonly basemap: string;
}

function captionOnScreen(shown: ShownThing, days: Partial<DayRange> = filter.peek()): PictureCaption {
  const { recoveredFrom, recoveredTo } = days;
  const known = session.value.peek().answer;
  return pictureCaption({
    ...shown,
    recoveredFrom: recoveredFrom ?? null,
    recoveredTo: recoveredTo ?? null,
    oldest: known?.recoveredFrom ?? null,
    newest: known?.recoveredTo ?? null,
    agencies: (known?.scope.agencies ?? []).map(({ name }) => name),
    isSynthetic: known?.synthetic === true,
    madeOn: localDay(new Date()),
  });
}
