import { SetupError } from '../errors.ts';

/** How the server stands to the web around it. */
export interface WebSettings {
  /** Proxies in front of the server that say truly who asks; 0 where it is reached directly. */
  readonly trustedProxies: number;
  /** False where a proxy in front limits how much may be asked for. */
  readonly rateLimits: boolean;
}

/** Reads the environment; a wrong value is a {@link SetupError} of one line that names it. */
export function readWebSettings(environment: NodeJS.ProcessEnv): WebSettings {
  const proxies = environment.TRUST_PROXY ?? '0';
  if (!/^\d$/.test(proxies)) {
    throw new SetupError(
      `TRUST_PROXY must be the number of proxies in front of the server, 0 to 9, not "${proxies}".`,
    );
  }
  const limits = environment.TRACEMAP_RATE_LIMITS ?? 'on';
  if (limits !== 'on' && limits !== 'off') {
    throw new SetupError(`TRACEMAP_RATE_LIMITS must be "on" or "off", not "${limits}".`);
  }
  return { trustedProxies: Number(proxies), rateLimits: limits === 'on' };
}
