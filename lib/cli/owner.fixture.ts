/** A server without its web part, for the test that commands go to whoever owns the data folder. */
import { openHost } from "./host";

await openHost();
setInterval(() => {}, 60_000);
