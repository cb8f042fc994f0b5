import type { WayWords } from '../words/end-words.ts';
import { pathWords } from '../words/end-words.ts';
import { formatCount, formatDays, formatShare, guns } from '../words/format.ts';
import { say } from '../words/say.ts';

/** What lies under the pointer, as its feature says: the one sentence of the tooltip is made of this. */
export type MapSubject =
  | {
      readonly kind: 'flow';
      readonly id: string;
      readonly origin: string;
      readonly destination: string;
      readonly originName: string;
      readonly destinationName: string;
      readonly count: number;
      readonly share: number;
      readonly medianTimeToCrimeDays: number | null;
    }
  | {
      readonly kind: 'node';
      readonly code: string;
      readonly name: string;
      readonly sold: number;
      readonly recovered: number;
      readonly stayed: number;
    }
  | { readonly kind: 'cluster'; readonly count: number; readonly short: number; readonly known: number }
  | { readonly kind: 'recovery'; readonly id: number }
  | { readonly kind: 'dealer'; readonly id: number; readonly name: string; readonly traces: number }
  | {
      readonly kind: 'dealers';
      readonly count: number;
      readonly traces: number;
      readonly placed: boolean;
    }
  | {
      readonly kind: 'area';
      readonly code: string;
      readonly name: string;
      readonly recoveries: number;
      readonly sold: number;
    }
  | { readonly kind: 'zip'; readonly code: string; readonly recoveries: number }
  | { readonly kind: 'homes'; readonly area: string; readonly count: number }
  | { readonly kind: 'hotspot'; readonly cell: string; readonly sentence: string }
  | { readonly kind: 'link' | 'debrief' | 'theft'; readonly id: number; readonly sentence: string };

/** One sentence about what the pointer is on; `way` has the words of the flows shown. */
export function hoverSentence(subject: MapSubject, way: WayWords): string {
  switch (subject.kind) {
    case 'flow': {
      const median = subject.medianTimeToCrimeDays;
      const time =
        median === null
          ? ''
          : say(', half of them recovered within {median} of sale', { median: formatDays(median) });
      return `${guns(subject.count)} ${pathWords(way, subject.originName, subject.destinationName)} (${formatShare(subject.share)})${time}`;
    }
    case 'node':
      return say('{name}: {recovered} {here}, {sold} {here2}, {stayed} both', {
        name: subject.name,
        recovered: guns(subject.recovered),
        here: way.destination.here,
        sold: formatCount(subject.sold),
        here2: way.origin.here,
        stayed: formatCount(subject.stayed),
      });
    case 'cluster':
      return say('{count} recovered around here; {subject}. Click to come nearer', {
        count: guns(subject.count),
        subject: clusterShare(subject),
      });
    case 'recovery':
      return say('One gun recovered here');
    case 'dealer':
      return say('{name}: {traces} traced to this dealer', {
        name: subject.name,
        traces: guns(subject.traces),
      });
    case 'dealers':
      return subject.placed
        ? say('{count} dealers around here, {traces} traced to them. Click to come nearer', {
            count: formatCount(subject.count),
            traces: guns(subject.traces),
          })
        : say('{count} {words} known by ZIP area only, {traces} traced to them', {
            count: formatCount(subject.count),
            words: subject.count === 1 ? say('dealer') : say('dealers'),
            traces: guns(subject.traces),
          });
    case 'area':
      return say('{name}: {recoveries} recovered, {sold} traced to a sale here', {
        name: subject.name,
        recoveries: guns(subject.recoveries),
        sold: formatCount(subject.sold),
      });
    case 'homes':
      return say('{count} bought by residents of {area}', { count: guns(subject.count), area: subject.area });
    case 'hotspot':
    case 'link':
    case 'debrief':
    case 'theft':
      return subject.sentence;
    case 'zip':
      return say('{recoveries} recovered in ZIP {code}, where the street is not known', {
        recoveries: guns(subject.recoveries),
        code: subject.code,
      });
  }
}

function clusterShare({ short, known }: { short: number; known: number }): string {
  if (known === 0) return say('time-to-crime unknown');
  return say('{short} of {known} sold within 3 years', {
    short: formatShare(short / known),
    known: formatCount(known),
  });
}
