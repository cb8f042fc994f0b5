import type { Tails } from './gamma-function.ts';
import { logGamma } from './gamma-function.ts';

const SETTLED = 4e-16;
const LEAST = 1e-300;

/**
 * How a beta variable lies around `x` (the regularised incomplete beta function), from which follow the chances of
 * binomial and negative binomial counts and of Student's t. Source: M. Abramowitz and I. A. Stegun, "Handbook of
 * Mathematical Functions" (1964), 26.5.8, the continued fraction, by the method of W. J. Lentz (1976). Limits: about 12
 * digits; fewer where `a` or `b` is in the millions.
 */
export function betaTails(a: number, b: number, x: number): Tails {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (x >= 1) return { below: 1, above: 0 };
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction settles fast on one side of the middle only; the other is its mirror.
  if (x < (a + 1) / (a + b + 2)) {
    const below = Math.min(1, (front * fraction(a, b, x)) / a);
    return { below, above: 1 - below };
  }
  const above = Math.min(1, (front * fraction(b, a, 1 - x)) / b);
  return { below: 1 - above, above };
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || LEAST);
  let value = d;
  for (let step = 1; ; step++) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / (1 + even * d || LEAST);
    c = 1 + even / c || LEAST;
    value *= c * d;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / (1 + odd * d || LEAST);
    c = 1 + odd / c || LEAST;
    value *= c * d;
    if (Math.abs(c * d - 1) < SETTLED) return value;
  }
}
