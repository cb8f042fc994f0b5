import { spawnSync } from 'node:child_process';

/** Why R cannot be asked on this machine, or lacks a package, with how to have it on Debian; null where all is there. */
export function whyNoR(packageName: string): string | null {
  const howToHaveIt = `On Debian: apt-get install r-base-core r-cran-${packageName.toLowerCase()}.`;
  const { error, status } = spawnSync('Rscript', [
    '-e',
    `quit(status = !requireNamespace("${packageName}", quietly = TRUE))`,
  ]);
  if (error !== undefined) return `Rscript cannot be run. ${howToHaveIt}`;
  return status === 0 ? null : `R has no package ${packageName}. ${howToHaveIt}`;
}
