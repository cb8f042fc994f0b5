/** The one icon set: 16 x 16, drawn with the text's colour. */
const PATHS = {
  brief: 'M2.5 3h11v8h-11zM8 11v2.5M5.5 13.5h5M5 8.5V7M8 8.5V5M11 8.5V6.5',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  download: 'M8 2v8M4.5 7L8 10.5 11.5 7M3 13.5h10',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  help: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM6.2 6.2c.2-2.4 3.8-2.2 3.6.1-.1 1.3-1.8 1.4-1.8 2.8M8 11.3v.2',
  language:
    'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM2 8h12M8 1.8c3.4 3.4 3.4 9 0 12.4M8 1.8c-3.4 3.4-3.4 9 0 12.4',
  leave: 'M9.5 2.5H3v11h6.5M6.5 8h7M11 5.5L13.5 8 11 10.5',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z',
  minus: 'M3.5 8h9',
  plus: 'M8 3.5v9M3.5 8h9',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.5 14c.4-2.8 2.6-4 5.5-4s5.1 1.2 5.5 4',
  play: 'M5 3l8 5-8 5z',
  stepBack: 'M11.5 3.5L6 8l5.5 4.5M4.5 3.5v9',
  stepOn: 'M4.5 3.5L10 8l-5.5 4.5M11.5 3.5v9',
  right: 'M6 3.5L10.5 8 6 12.5',
  save: 'M4.5 2.5h7v11L8 10.5l-3.5 3z',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.7M8 12.8v1.7M1.5 8h1.7M12.8 8h1.7M3.4 3.4l1.2 1.2M11.4 11.4l1.2 1.2M3.4 12.6l1.2-1.2M11.4 4.6l1.2-1.2',
  warning: 'M8 2L1.5 13.5h13L8 2zM8 6.5v3.2M8 11.6v.2',
  table: 'M2 3h12v10H2zM2 6.5h12M6 6.5V13',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
