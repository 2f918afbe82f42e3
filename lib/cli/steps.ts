import type { Step } from "./command";

/** Turns work that reports by calling back into steps that can be followed one by one. */
export async function* followed<T>(
  work: (report: (step: Step) => void) => Promise<T>,
): AsyncGenerator<Step, T, void> {
  const waiting: Step[] = [];
  let wake = () => {};
  let ended = false;
  const working = work((step) => {
    waiting.push(step);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  // Whoever stops following leaves nobody to hear of a failure.
  working.catch(() => {});
  while (!ended || waiting.length > 0) {
    const step = waiting.shift();
    if (step) yield step;
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (ended || waiting.length > 0) resolve();
      });
  }
  return working;
}
