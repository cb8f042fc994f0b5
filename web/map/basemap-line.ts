import type { IControl } from 'maplibre-gl';

const OSM = 'OpenStreetMap';
/** Where OpenStreetMap's terms are, to which those who use it must lead. */
const OSM_TERMS = 'https://www.openstreetmap.org/copyright';

/** The line in the map's corner that names who made the basemap, and says where it is missing. In pictures of the map too. */
export class BasemapLine implements IControl {
  readonly #element = document.createElement('p');

  constructor(text: string) {
    this.#element.className = 'maplibregl-ctrl basemap-line';
    this.#element.setAttribute('role', 'status');
    this.name(text);
  }

  onAdd(): HTMLElement {
    return this.#element;
  }

  onRemove(): void {
    this.#element.remove();
  }

  /** Names the makers; the text is another's, so it is never taken for markup. */
  name(text: string, note = ''): void {
    const [before = '', ...after] = text.split(OSM);
    const parts: (string | Node)[] = after.length === 0 ? [text] : [before, osmLink(), after.join(OSM)];
    this.#element.replaceChildren(...parts, note === '' || text === '' ? note : `. ${note}`);
    this.#element.hidden = text === '' && note === '';
  }
}

function osmLink(): HTMLElement {
  const link = document.createElement('a');
  link.href = OSM_TERMS;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.textContent = OSM;
  return link;
}
