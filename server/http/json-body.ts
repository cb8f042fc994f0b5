import type { RequestHandler } from 'express';
import express from 'express';

/**
 * Reads a body of JSON, at most `limit` long. Texts that no database keeps are refused (400) before they get that far: those with
 * NUL, and those with half of a character, which JSON can carry as `\ud800`.
 */
export function jsonBody(limit: string): RequestHandler {
  return express.json({ limit, reviver: onlyText });
}

const UNKEEPABLE = /[\0\p{Cs}]/u;

function onlyText(key: string, value: unknown): unknown {
  if (UNKEEPABLE.test(key) || (typeof value === 'string' && UNKEEPABLE.test(value))) {
    throw new SyntaxError('The body holds a text with NUL or with half of a character.');
  }
  return value;
}
