import express from 'express';
import pino from 'pino';
import request from 'supertest';
import { expect, it } from 'vitest';
import { told } from '../../../domain/languages/told.ts';
import { FilterError, parseTraceFilter } from '../../../domain/trace-filter.ts';
import { badRequest, notSignedIn } from '../../../server/errors.ts';
import { problemHandler, unknownRoute } from '../../../server/http/problem-handler.ts';

const app = express()
  .get('/filter', (asked) => {
    parseTraceFilter(new URLSearchParams({ ttc_min: String(asked.query.days) }));
  })
  .get('/stored', () => {
    const { told: reason } = new FilterError(
      'dealer',
      told('{name} has an empty value.', { name: 'dealer' }),
    );
    throw badRequest(told('The filter cannot be read. {reason}', { reason }), { parameter: 'filter' });
  })
  .get('/mine', () => {
    throw notSignedIn();
  })
  .use(unknownRoute)
  .use(problemHandler(pino({ level: 'silent' })));

const refusal = async (path: string, language?: string) => {
  const asking = request(app).get(path);
  const { body, headers } = await (language === undefined ? asking : asking.set('Accept-Language', language));
  return { title: body.title, detail: body.detail, parameter: body.parameter, vary: headers.vary };
};

it.each([
  ['/mine', 'Sesión no iniciada', 'Inicie sesión primero.'],
  ['/nowhere', 'No encontrado', 'No hay nada en /nowhere.'],
  ['/filter?days=x', 'Solicitud incorrecta', 'ttc_min debe ser un número entero, no "x".'],
  ['/stored', 'Solicitud incorrecta', 'No se puede leer el filtro. dealer tiene un valor vacío.'],
])('says in Spanish why %s is refused', async (path, title, detail) => {
  expect(await refusal(path, 'es')).toMatchObject({ title, detail, vary: 'Accept-Language' });
});

it.each([[undefined], ['en-US,en;q=0.9'], ['fr'], ['*']])(
  'says it in English to who asks for %s, and that another may be answered in other words',
  async (language) => {
    expect(await refusal('/filter?days=x', language)).toMatchObject({
      title: 'Bad request',
      detail: 'ttc_min must be a whole number, not "x".',
      vary: 'Accept-Language',
    });
  },
);

it.each([['es-MX,es;q=0.9,en;q=0.8'], ['fr,es;q=0.5']])(
  'takes the first language it speaks of %s',
  async (language) => {
    expect((await refusal('/mine', language)).detail).toBe('Inicie sesión primero.');
  },
);

it('names what is at fault by the same name in each language', async () => {
  const [spanish, english] = await Promise.all([
    refusal('/filter?days=x', 'es'),
    refusal('/filter?days=x', 'en'),
  ]);
  expect([spanish.parameter, english.parameter]).toEqual(['ttc_min', 'ttc_min']);
});

it('keeps what a value says as it is', async () => {
  expect((await refusal('/filter?days={name}', 'es')).detail).toBe(
    'ttc_min debe ser un número entero, no "{name}".',
  );
});
