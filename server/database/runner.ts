import os from 'node:os';

/** This process, as tables of long work name who does it: `host:process`. */
export const thisRunner = (): string => `${os.hostname()}:${process.pid}`;

/**
 * True for a process of this machine that is gone; of other machines nothing is known. To be asked before this process
 * begins such work of its own: its own number is taken for that of one before a restart.
 */
export function isDeadRunner(runner: string | null): boolean {
  const [host, pid] = runner?.split(':') ?? [];
  if (host !== os.hostname()) return runner === null;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM');
  }
}
