import type { Ref } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../panels/icon.tsx';
import { say } from '../words/say.ts';

interface MapFrameProps {
  /** Where the map is drawn. */
  readonly container: Ref<HTMLDivElement>;
  /** What the map shows and how it is moved, for who cannot see it. */
  readonly label: string;
  /** What is to be read of it, as a text; nothing where the label says all. */
  readonly description?: string;
  /** Some tiles could not be loaded. */
  readonly isFailing: boolean;
  /** Why the map cannot be drawn at all, in words; null while it can. */
  readonly broken: string | null;
  /** What works without the map. */
  readonly withoutMap: string;
}

/** The place of a map, and what stands there when it, or a part of it, is missing. */
export function MapFrame({ container, label, description, isFailing, broken, withoutMap }: MapFrameProps) {
  const id = useId();
  return (
    <>
      <div
        class="map-canvas"
        ref={container}
        data-map-idle="false"
        role="application"
        aria-label={label}
        {...(description !== undefined && { 'aria-describedby': `${id}-words` })}
      />
      {description !== undefined && (
        <p id={`${id}-words`} class="visually-hidden">
          {description}
        </p>
      )}
      {isFailing && (
        <p class="map-note" role="status">
          {say('Part of the map could not be loaded. Nothing was lost; move the map or reload to try again.')}
        </p>
      )}
      {broken !== null && (
        <div class="map-broken empty" role="alert">
          <h2>{say('The map is not available')}</h2>
          <p>{broken}</p>
          <p class="muted">{withoutMap}</p>
        </div>
      )}
    </>
  );
}

interface MapButtonsProps {
  readonly onZoom: (steps: 1 | -1) => void;
  readonly onFit: () => void;
  /** What the third button shows. */
  readonly fitLabel: string;
}

/** Zoom in, zoom out, show all. */
export function MapButtons({ onZoom, onFit, fitLabel }: MapButtonsProps) {
  const button = (name: 'plus' | 'minus' | 'fit', label: string, act: () => void) => (
    <button type="button" class="button icon" aria-label={label} title={label} onClick={act}>
      <Icon name={name} />
    </button>
  );
  return (
    <div class="map-buttons">
      {button('plus', say('Zoom in'), () => onZoom(1))}
      {button('minus', say('Zoom out'), () => onZoom(-1))}
      {button('fit', fitLabel, onFit)}
    </div>
  );
}

/** What to say of a map that could not be opened. */
export const notDrawn = (error: unknown): string =>
  say('The map could not be drawn: {words}', {
    words: error instanceof Error ? error.message : say('unknown reason'),
  });
