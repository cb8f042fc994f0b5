import { useSignal } from '@preact/signals';
import type { Ref } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { MapFailureEvents } from '../map/create-map.ts';
import { checkSession } from '../state/session.ts';
import { notDrawn } from './map-frame.tsx';

/** A map that is on the page. */
interface OpenMap {
  /** Ends what keeps it as the page's state says, and frees it. */
  readonly close: () => void;
}

interface MapPlace {
  /** Where the map is drawn. */
  readonly container: Ref<HTMLDivElement>;
  /** Some tiles could not be loaded. */
  readonly isFailing: boolean;
  /** Why the map cannot be drawn at all, in words; null while it can. */
  readonly broken: string | null;
}

/** Opens a map when its place is on the page, whose code is loaded then, and closes it when that goes. */
export function useMap(
  open: (element: HTMLElement, events: MapFailureEvents) => Promise<OpenMap>,
  onBroken: () => void = () => {},
): MapPlace {
  const container = useRef<HTMLDivElement>(null);
  const broken = useSignal<string | null>(null);
  const failing = useSignal(false);
  useEffect(() => {
    const element = container.current;
    if (element === null) return;
    const opening = open(element, {
      onBroken: (reason) => {
        broken.value = reason;
        onBroken();
      },
      onTilesRefused: checkSession,
      onTilesFailing: (now) => {
        failing.value = now;
      },
    });
    opening.catch((error: unknown) => {
      broken.value = notDrawn(error);
    });
    return () => void opening.then((map) => map.close()).catch(() => undefined);
  }, []);
  return { container, isFailing: failing.value, broken: broken.value };
}
