import { computed, effect, signal } from '@preact/signals';
import { PALETTES, paletteVariables } from '../map/palette.ts';
import { page } from './page.ts';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
const systemTheme = signal<'light' | 'dark'>(prefersDark.matches ? 'dark' : 'light');
prefersDark.addEventListener('change', ({ matches }) => {
  systemTheme.value = matches ? 'dark' : 'light';
});

export type Theme = 'light' | 'dark';

/** The theme in use: the one in the URL, else the system's. */
export const theme = computed<Theme>(() => page.value.theme ?? systemTheme.value);

/** Keeps the document's theme as {@link theme}; the tokens follow it, and the map's colours come along. */
export const followTheme = () =>
  effect(() => {
    const { dataset, style } = document.documentElement;
    dataset.theme = theme.value;
    for (const [name, colour] of Object.entries(paletteVariables(PALETTES[theme.value]))) {
      style.setProperty(name, colour);
    }
  });
