/** Names of the bundled fonts, as the style's `font-faces` has them. */
export const FONT_REGULAR = 'Noto Sans Regular';
export const FONT_SEMI_BOLD = 'Noto Sans SemiBold';
