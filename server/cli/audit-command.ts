import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ChainPlace } from '../audit/chain-read-model.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { exportChain } from '../audit/export-chain.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import type { VerifiedChain } from '../audit/verify-chain.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';

export const verifyAuditCommand: Command = {
  usage: 'audit verify [--from POSITION] [--expect POSITION:HASH] [--json]',
  positionals: 0,
  options: { from: { type: 'string' }, expect: { type: 'string' } },
  async run(input) {
    const from = position('--from', input.option('from') ?? '1');
    const noted = input.option('expect');
    const expected = noted === undefined ? null : placeNoted(noted);
    if (expected !== null && from > expected.position + 1) {
      throw new UsageError(
        `--from ${from} leaves out event ${expected.position}, which --expect is about. Begin at ${expected.position + 1} or before.`,
      );
    }
    const verified = await verifyChain(input.database.knex, {
      from,
      ...(expected === null ? {} : { expected }),
    });
    const { broken } = verified;
    return {
      json: { ok: broken === null, ...verified },
      lines: describe(verified),
      exitCode: broken === null ? 0 : 1,
    };
  },
};

export const exportAuditCommand: Command = {
  usage: 'audit export --out FILE [--json]',
  positionals: 0,
  options: { out: { type: 'string' } },
  async run({ database, option }) {
    const out = option('out');
    if (out === undefined) throw new UsageError('audit export needs --out FILE: where to write.');
    const file = await openForWriting(out);
    const { events, last } = await exportChain(database.knex, file);
    file.end();
    await finished(file);
    await database.knex.transaction((trx) =>
      recordAuditEvent(trx, {
        actor: commandLineActor(),
        agencyId: null,
        action: 'audit.exported',
        subject: 'audit_event',
        detail: { format: 'jsonl', events, last: last?.position ?? null },
      }),
    );
    return {
      json: { out, events, last },
      lines: [`${events} events written to ${out}.`, ...noteLines(last)],
      exitCode: 0,
    };
  },
};

function describe({ from, events, last, broken }: VerifiedChain): string[] {
  const range = last === null ? '' : `: ${from} to ${last.position}`;
  const counted = events === 1 ? '1 event is' : `${events} events are`;
  if (broken !== null) {
    return [`The audit log is broken. ${broken.message}`, `Before that, ${counted} in order${range}.`];
  }
  return [`The audit log holds: ${counted} in order${range}.`, ...noteLines(last)];
}

function noteLines(last: ChainPlace | null): string[] {
  if (last === null) return [];
  const noted = `${last.position}:${last.hash}`;
  return [
    `Note this down where nobody here can change it: ${noted}`,
    `Later, tracemap audit verify --expect ${noted} proves that nothing up to there was replaced.`,
  ];
}

function position(name: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) {
    throw new UsageError(`${name} must be the position of an event, a whole number from 1, not "${text}".`);
  }
  return Number(text);
}

function placeNoted(text: string): ChainPlace {
  const [, at, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (at === undefined || hash === undefined) {
    throw new UsageError(
      `--expect must be POSITION:HASH as audit verify printed it, with a hash of 64 digits and letters a to f, not "${text}".`,
    );
  }
  return { position: position('The position in --expect', at), hash: hash.toLowerCase() };
}

async function openForWriting(out: string): Promise<Writable> {
  const file = createWriteStream(out);
  try {
    await once(file, 'open');
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${error instanceof Error ? error.message : error}.`);
  }
  return file;
}
