import type { ComponentChildren } from 'preact';

interface EmptyStateProps {
  readonly heading: string;
  /** Why there is nothing. */
  readonly reason: ComponentChildren;
  /** What to do about it: a button, or whom to ask. */
  readonly next: ComponentChildren;
  /** True where it is the whole page. */
  readonly isPage?: boolean;
}

/** In place of what there is nothing of: that it is so, why, and the next step. */
export function EmptyState({ heading, reason, next, isPage = false }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div class="empty nothing" role="status">
      <Heading>{heading}</Heading>
      <p class="muted">{reason}</p>
      {next}
    </div>
  );
}
