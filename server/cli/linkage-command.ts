import { runLinkage } from '../linkage/run-linkage.ts';
import type { Command } from './command.ts';

export const runLinkageCommand: Command = {
  usage: 'linkage run [--json]',
  positionals: 0,
  options: {},
  async run({ database, progress }) {
    const done = await runLinkage(database, ({ a, b, basis }) =>
      progress(
        a === b
          ? `Comparing the purchasers of agency ${a}`
          : `Comparing the purchasers of agencies ${a} and ${b} by ${basis}`,
      ),
    );
    const { compared, pairs } = done;
    return {
      json: done,
      lines: [
        compared === 0
          ? 'Nothing has changed since purchasers were compared last.'
          : `${compared} agencies and pairs of agencies were compared: ${pairs} pairs of purchasers by names.`,
      ],
      exitCode: 0,
    };
  },
};
