/**
 * Complementary suppression: which counts that are large enough to be shown must be kept back, so that no small one can be worked out?
 */
import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import type { LookAlike } from '../../domain/disclosure/look-alike.ts';
import { sumsOfCells } from '../../domain/disclosure/look-alike.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { isSmall, primaryMarks } from '../../domain/disclosure/marks.ts';
import { findLookAlike } from './find-look-alike.ts';

export interface ProtectedTable {
  readonly marks: readonly Mark[];
  /** Tables that look the same, for the audit. */
  readonly lookAlikes: readonly LookAlike[];
}

/**
 * Marks under which every small count can be anything from 1 to one below the threshold. For each small count and each of these two ends,
 * a linear program finds the cheapest other table that looks the same (after Fischetti and Salazar 2001, one count at a time): what of it
 * differs in a cell that is shown is withheld from then on. Null where no marks of this table are safe.
 */
export function protectTable(table: AdditiveTable, threshold: number): ProtectedTable | null {
  const search = new Search(table, threshold);
  const small = table.counts.flatMap((count, cell) => (isSmall(count, threshold) ? [cell] : []));
  // Those with the longest way to go first: what protects them protects most others too.
  small.sort((a, b) => (table.counts[a] ?? 0) - (table.counts[b] ?? 0));
  for (const cell of small) if (!search.protect(cell)) return null;
  return { marks: search.marks, lookAlikes: search.lookAlikes };
}

class Search {
  readonly marks: Mark[];
  readonly lookAlikes: LookAlike[] = [];
  readonly #sumsOf: readonly (readonly number[])[];
  readonly #lowest: number[];
  readonly #highest: number[];

  constructor(
    private readonly table: AdditiveTable,
    private readonly threshold: number,
  ) {
    this.marks = primaryMarks(table, threshold);
    this.#sumsOf = sumsOfCells(table);
    this.#lowest = [...table.counts];
    this.#highest = [...table.counts];
  }

  /** Withholds what it takes that the cell can be 1 and one below the threshold; false where nothing helps. */
  protect(cell: number): boolean {
    return [this.threshold - 1, 1].every((end) => !this.#wants(cell, end) || this.#reach(cell, end));
  }

  #wants(cell: number, end: number): boolean {
    return end === 1 ? (this.#lowest[cell] ?? 0) > 1 : (this.#highest[cell] ?? 0) < end;
  }

  #reach(cell: number, value: number): boolean {
    const found = findLookAlike({
      table: this.table,
      sumsOf: this.#sumsOf,
      marks: this.marks,
      threshold: this.threshold,
      cell,
      value,
      wants: (other) => this.#wants(other, value),
    });
    if (found !== null) this.#keep(found);
    return found !== null;
  }

  #keep(found: LookAlike): void {
    this.lookAlikes.push(found);
    found.cells.forEach((cell, index) => {
      const value = (this.table.counts[cell] ?? 0) + (found.moves[index] ?? 0);
      this.#lowest[cell] = Math.min(this.#lowest[cell] ?? 0, value);
      this.#highest[cell] = Math.max(this.#highest[cell] ?? 0, value);
      if (this.marks[cell] === 'shown') this.marks[cell] = 'withheld';
    });
  }
}
