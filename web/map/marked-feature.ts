import type { ExpressionSpecification } from 'maplibre-gl';

/** Whether a feature is selected, under the pointer, or either: what FeatureMarks keeps. */
export const isSelected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];
export const isHovered: ExpressionSpecification = ['boolean', ['feature-state', 'hovered'], false];
export const isMarked: ExpressionSpecification = ['any', isSelected, isHovered];
