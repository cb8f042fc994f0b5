/** PostgreSQL's code for a statement cancelled by timeout or by request. */
const QUERY_CANCELED = '57014';

/** True for the error of a statement that ran into the time limit or was cancelled. */
export function isQueryCanceled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;
}
