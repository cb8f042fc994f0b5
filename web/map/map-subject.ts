import type { WayWords } from '../words/end-words.ts';
import { pathWords } from '../words/end-words.ts';
import { formatCount, formatDays, formatShare, guns } from '../words/format.ts';

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
      const time = median === null ? '' : `, half of them recovered within ${formatDays(median)} of sale`;
      return `${guns(subject.count)} ${pathWords(way, subject.originName, subject.destinationName)} (${formatShare(subject.share)})${time}`;
    }
    case 'node':
      return `${subject.name}: ${guns(subject.recovered)} ${way.destination.here}, ${formatCount(subject.sold)} ${way.origin.here}, ${formatCount(subject.stayed)} both`;
    case 'cluster':
      return `${guns(subject.count)} recovered around here; ${clusterShare(subject)}. Click to come nearer`;
    case 'recovery':
      return 'One gun recovered here';
    case 'dealer':
      return `${subject.name}: ${guns(subject.traces)} traced to this dealer`;
    case 'dealers':
      return subject.placed
        ? `${formatCount(subject.count)} dealers around here, ${guns(subject.traces)} traced to them. Click to come nearer`
        : `${formatCount(subject.count)} ${subject.count === 1 ? 'dealer' : 'dealers'} known by ZIP area only, ${guns(subject.traces)} traced to them`;
    case 'area':
      return `${subject.name}: ${guns(subject.recoveries)} recovered, ${formatCount(subject.sold)} traced to a sale here`;
    case 'homes':
      return `${guns(subject.count)} bought by residents of ${subject.area}`;
    case 'hotspot':
    case 'link':
    case 'debrief':
    case 'theft':
      return subject.sentence;
    case 'zip':
      return `${guns(subject.recoveries)} recovered in ZIP ${subject.code}, where the street is not known`;
  }
}

function clusterShare({ short, known }: { short: number; known: number }): string {
  if (known === 0) return 'time-to-crime unknown';
  return `${formatShare(short / known)} of ${formatCount(known)} sold within 3 years`;
}
