import { gammaTails } from './gamma-function.ts';

/** The chance that a chi-square value of so many degrees of freedom is larger. */
export const chiSquareP = (value: number, degreesOfFreedom: number): number =>
  gammaTails(degreesOfFreedom / 2, value / 2).above;
