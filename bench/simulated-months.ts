import { Random } from './random.ts';

export interface MonthsPlan {
  readonly before: number;
  readonly after: number;
  /** Of a month before, without trend and season. */
  readonly mean: number;
  /** How many times more counts vary than by chance. */
  readonly dispersion: number;
  /** Of what makes them vary more, with the month before. */
  readonly autocorrelation: number;
  /** How many times as many after. */
  readonly effect: number;
}

const YEARLY_TREND = -0.03;
const SEASON = 0.25;
/** Summer has the most. */
const PEAK_MONTH = 6;

/**
 * Monthly counts with a falling trend, a season, and more variance than chance: a gamma variable for each month where
 * months are independent, else a log-normal one that keeps a part of the month before.
 */
export function simulatedMonths(plan: MonthsPlan, seed: number): number[] {
  const random = new Random(seed);
  const { mean, dispersion, autocorrelation } = plan;
  const logVariance = Math.log(1 + (dispersion - 1) / mean);
  let kept = random.normal();
  return Array.from({ length: plan.before + plan.after }, (_, month) => {
    const season = SEASON * Math.cos((Math.PI * (month - PEAK_MONTH)) / 6);
    const effect = month < plan.before ? 1 : plan.effect;
    const expected = mean * Math.exp((YEARLY_TREND * month) / 12 + season) * effect;
    if (dispersion === 1) return random.poisson(expected);
    if (autocorrelation === 0)
      return random.poisson(random.gamma(expected / (dispersion - 1)) * (dispersion - 1));
    kept = autocorrelation * kept + Math.sqrt(1 - autocorrelation ** 2) * random.normal();
    return random.poisson(expected * Math.exp(Math.sqrt(logVariance) * kept - logVariance / 2));
  });
}
