/** A link, by its id, with the incidents it joins. */
export interface LinkOfEvents {
  readonly id: number;
  readonly eventKeys: readonly string[];
}

/**
 * The chain of each link: links that share an incident, directly or through others, are one chain, named by the smallest id
 * among them. Gives it by link id.
 */
export function chainsOf(links: readonly LinkOfEvents[]): ReadonlyMap<number, number> {
  const parent = new Map<number, number>();
  const rootOf = (id: number): number => {
    let root = id;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    // What was passed on the way leads there at once from now on.
    for (let at = id; at !== root; ) {
      const up = parent.get(at) ?? root;
      parent.set(at, root);
      at = up;
    }
    return root;
  };
  const seenIn = new Map<string, number>();
  for (const { id, eventKeys } of links) {
    parent.set(id, id);
    for (const key of eventKeys) {
      const other = seenIn.get(key);
      if (other === undefined) {
        seenIn.set(key, id);
        continue;
      }
      const [a, b] = [rootOf(other), rootOf(id)];
      parent.set(Math.max(a, b), Math.min(a, b));
    }
  }
  return new Map(links.map(({ id }) => [id, rootOf(id)]));
}
