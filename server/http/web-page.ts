import path from 'node:path';
import type { RequestHandler } from 'express';
import express from 'express';
import { WEB_BUILD } from './web-build.ts';

/**
 * Serves the built page. Files under assets/ carry a hash of their content in their name and never change; everything
 * else is asked for again each time.
 */
export function webPage(): RequestHandler {
  return express.static(WEB_BUILD, {
    setHeaders(response, file) {
      const unchanging = path.relative(WEB_BUILD, file).startsWith(`assets${path.sep}`);
      response.setHeader('Cache-Control', unchanging ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
