import { loadDemo } from '../../demo/load-demo.ts';
import { commandLineActor } from '../audit/command-line-actor.ts';
import { ensureAreas } from '../reference/load-areas.ts';
import type { Command } from './command.ts';

export const loadDemoCommand: Command = {
  usage: 'demo load',
  positionals: 0,
  options: {},
  async run({ database, config, progress }) {
    await ensureAreas(database);
    await loadDemo(database, config, progress, commandLineActor());
    return { json: { loaded: true }, lines: ['The demo region is loaded.'], exitCode: 0 };
  },
};
