const MS_BETWEEN_QUESTIONS = 60_000;

/** Asks each minute what there is to do, until it is stopped. What takes longer than that is not begun again beside itself. */
export function everyMinute(
  ask: () => Promise<unknown>,
  onError: (error: unknown) => void,
): { readonly stop: () => void } {
  let isBusy = false;
  const askOnce = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await ask();
    } catch (error) {
      onError(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void askOnce(), MS_BETWEEN_QUESTIONS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
