/** Waits for something that never rejects, but at most so long. */
export async function within(ms: number, work: () => Promise<unknown>): Promise<void> {
  let grace: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    grace = setTimeout(resolve, ms);
  });
  await Promise.race([work(), patience]);
  clearTimeout(grace);
}
