/**
 * The gamma function's logarithm, and the share of a gamma variable below a value (the regularised incomplete gamma
 * function), from which follow the chances of Poisson counts and of chi-square values. Source: M. Abramowitz and I. A.
 * Stegun, "Handbook of Mathematical Functions" (1964), 6.1.41 (Stirling's series), 6.5.29 (power series) and 6.5.31
 * (continued fraction). Limits: about 13 digits; for shapes above a million about 10.
 */

/** From here on Stirling's series has all digits with the terms below. */
const LEAST_FOR_SERIES = 15;
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360];
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

/** ln Γ(x) of a positive x. */
export function logGamma(x: number): number {
  let product = 1;
  let at = x;
  for (; at < LEAST_FOR_SERIES; at++) product *= at;
  let power = 1 / at;
  let rest = 0;
  for (const term of SERIES) {
    rest += term * power;
    power /= at * at;
  }
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + rest - Math.log(product);
}

export interface Tails {
  /** The chance of a value up to the one asked about, and of one above it. */
  readonly below: number;
  readonly above: number;
}

const SETTLED = 1e-16;
const LEAST = 1e-300;

/** How a gamma variable of that shape and rate 1 lies around `x`; small chances keep their digits on either side. */
export function gammaTails(shape: number, x: number): Tails {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    const below = Math.min(1, front * lowerSeries(shape, x));
    return { below, above: 1 - below };
  }
  const above = Math.min(1, front * upperFraction(shape, x));
  return { below: 1 - above, above };
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let next = shape + 1; term > sum * SETTLED; next++) {
    term *= x / next;
    sum += term;
  }
  return sum;
}

/** By the method of W. J. Lentz (1976). */
function upperFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / LEAST;
  let d = 1 / (b || LEAST);
  let fraction = d;
  for (let step = 1; ; step++) {
    const a = step * (shape - step);
    b += 2;
    d = 1 / (a * d + b || LEAST);
    c = b + a / c || LEAST;
    const change = c * d;
    fraction *= change;
    // Rounding keeps some changes one bit away from 1.
    if (Math.abs(change - 1) < 4 * SETTLED) return fraction;
  }
}
