import os from 'node:os';

/** Whoever works at the command line, as the operating system knows them: `command line (jmiller)`. */
export function commandLineActor(): string {
  return `command line (${userName()})`;
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A process may run under a number that has no entry, as in a container.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
