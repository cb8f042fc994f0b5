/** Parameters of a route beside the trace filter; a wrong value is a FilterError (400) that names it. */
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';

/** Refuses parameters the route does not know. */
export function onlyParameters(query: URLSearchParams, known: readonly string[]): void {
  for (const name of query.keys()) {
    if (!known.includes(name)) {
      throw new FilterError(
        name,
        known.length === 0
          ? told('There is no parameter "{name}" here. It takes none.', { name })
          : told('There is no parameter "{name}" here. Known are {known}.', {
              name,
              known: known.join(', '),
            }),
      );
    }
  }
}

/** A whole number from `least` to `most`; `otherwise` where it is not given. */
export function wholeNumberParameter<Otherwise extends number | null>(
  query: URLSearchParams,
  name: string,
  {
    least,
    most,
    otherwise,
  }: { readonly least: number; readonly most: number; readonly otherwise: Otherwise },
): number | Otherwise {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new FilterError(
      name,
      told('{name} must be a whole number from {least} to {most}, not "{text}".', {
        name,
        least,
        most,
        text,
      }),
    );
  }
  return value;
}

/** One of the allowed words; the first of them where it is not given. */
export function choiceParameter<Choice extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly [Choice, ...Choice[]],
): Choice {
  const text = query.get(name);
  if (text === null) return allowed[0];
  const found = allowed.find((choice) => choice === text);
  if (found === undefined) {
    throw new FilterError(
      name,
      told('{name} must be one of {allowed}, not "{value}".', {
        name,
        allowed: allowed.join(', '),
        value: text,
      }),
    );
  }
  return found;
}
