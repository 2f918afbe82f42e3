// A server for the tests of stopping: answers after the milliseconds in the path, says what happens.
import { createServer } from "node:http";
import { stopOnSignal } from "./stopping.mjs";

const server = createServer((request, response) => {
  process.stdout.write("request\n");
  setTimeout(() => response.end("answered"), Number(request.url?.slice(1)));
});
stopOnSignal(server, async () => {
  process.stdout.write("closed\n");
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : address}\n`);
});
