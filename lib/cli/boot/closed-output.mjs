/**
 * Whoever read our output may go before we do, as in `npm start | head -1`. Then nobody reads it any more; that is no
 * reason to die in the middle of something.
 */
export function outliveReaders() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}
