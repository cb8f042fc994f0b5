/** Counts what a user does: a journey that must be short is tested to stay short. */
export class Journey {
  readonly actions: string[] = [];

  /** One thing the user does: a click, a drag, a choice, a drop. */
  async act<Result>(what: string, doIt: () => Promise<Result>): Promise<Result> {
    this.actions.push(what);
    return doIt();
  }
}
