const SVG = 'http://www.w3.org/2000/svg';
const DROP = 'M14 35C14 35 26 20.5 26 13A12 12 0 0 0 2 13C2 20.5 14 35 14 35Z';

/** A pin whose tip is the middle of its lower edge; `label` says what is there. */
export function pinElement(label: string): HTMLElement {
  const element = document.createElement('div');
  element.className = 'map-pin';
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', label);
  element.title = label;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('width', '28');
  svg.setAttribute('height', '36');
  svg.setAttribute('viewBox', '0 0 28 36');
  svg.append(shape('path', { d: DROP }), shape('circle', { cx: '14', cy: '13', r: '4.5' }));
  element.append(svg);
  return element;
}

function shape(name: 'path' | 'circle', attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
