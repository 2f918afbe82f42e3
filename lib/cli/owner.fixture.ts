/** A server without its web part, for the test that commands go to whoever owns the data folder. */
import { openHost } from "./host";

await openHost();
process.stdout.write("The folder is owned.\n");
setInterval(() => {}, 60_000);
