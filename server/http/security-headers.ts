import type { ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';

export interface SecurityHeadersOptions {
  /** The address the page is reached at, where the operator has said so. */
  readonly publicUrl?: string | null;
  /** The one other host the page may ask, for the basemap the operator has set; null: none. */
  readonly basemapOrigin?: string | null;
}

/**
 * All the page may load and do. It is served whole from here, styles its elements through the DOM (which this does not
 * concern) and never makes code of text, so nothing has to be let through beyond its own files. `data:` holds pictures, and
 * sends nothing anywhere: the icons in the map library's style sheet, and the hotspots' surface, which that library fetches.
 */
const ALLOWED = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'", 'data:'],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'object-src': ["'none'"],
  'frame-src': ["'none'"],
  'media-src': ["'none'"],
} as const;

/** What a browser would let a page do with the device; the page uses none of it. */
const UNUSED = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];
/** Briefings are presented on the whole screen; a page that this one is embedded in does not lend it. */
const PERMISSIONS_POLICY = [...UNUSED.map((feature) => `${feature}=()`), 'fullscreen=(self)'].join(', ');

/** Two years; browsers refuse less than one for their own lists. */
const HTTPS_ONLY_SECONDS = 63_072_000;

/**
 * Headers that tell browsers to hold the page to what it does, on every answer. Those of tiles are few: see
 * {@link setTileHeaders}.
 */
export function securityHeaders({
  publicUrl = null,
  basemapOrigin = null,
}: SecurityHeadersOptions = {}): RequestHandler {
  const isHttps = publicUrl?.startsWith('https://') ?? false;
  const allowed = allowedWith(basemapOrigin);
  const whole = headers(allowed, isHttps, "'none'");
  const embedded = headers(allowed, isHttps, '*');
  return (request, response, next) => {
    if (/^\/(?:tiles|basemap)\//.test(request.path)) {
      setTileHeaders(response);
      next();
      return;
    }
    response.setHeader('Permissions-Policy', PERMISSIONS_POLICY);
    (isEmbedded(request) ? embedded : whole)(request, response, next);
  };
}

/**
 * What a tile needs: nobody takes it for anything else, and no page of another site gets it. A screen asks for some 200, and
 * the rest says nothing of what is no document.
 */
export function setTileHeaders(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

/** The same, with the basemap's host: its style, tiles and letters are asked for, its pictures may be shown. */
function allowedWith(basemapOrigin: string | null) {
  if (basemapOrigin === null) return ALLOWED;
  return {
    ...ALLOWED,
    'img-src': [...ALLOWED['img-src'], basemapOrigin],
    'connect-src': [...ALLOWED['connect-src'], basemapOrigin],
  };
}

type Allowed = ReturnType<typeof allowedWith>;

function headers(allowed: Allowed, isHttps: boolean, frameAncestors: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...allowed, 'frame-ancestors': [frameAncestors] },
    },
    // Without https a browser that once heard this could not reach the server any more.
    strictTransportSecurity: isHttps ? { maxAge: HTTPS_ONLY_SECONDS, includeSubDomains: true } : false,
    // Not `no-referrer`: with that a form says its origin is `null`, and writes are told apart by their origin.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: frameAncestors === "'none'" ? { action: 'deny' } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
}

/** The bare map, made to stand in a page of another site: it has nothing that could be clicked there by deceit. */
const isEmbedded = (request: Request) => request.path === '/' && request.query.embed === '1';
