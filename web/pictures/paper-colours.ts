import { PALETTES } from '../map/palette.ts';

/** Pictures, slides and paper are light whatever the screen is: they are passed on, shown on a wall, printed. */
export const PAPER_PALETTE = PALETTES.light;

/** The light tokens of styles/tokens.css, for files that have no style sheet. A test holds them to it. */
export const PAPER = {
  surface: '#ffffff',
  line: '#d5d9de',
  lineStrong: '#7f8892',
  ink: '#1d232a',
  ink2: '#535c67',
} as const;

/** What texts of a picture are set in. */
export const PAPER_FONT = 'Noto Sans, system-ui, sans-serif';
