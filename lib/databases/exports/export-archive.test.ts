import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { exportArchive } from "./export-archive";

/** Of tables whose rows cannot be read, as when the client is closed under it. */
function archive(execute: () => Promise<never>) {
  const tables = ["a", "b"].map((name) => ({ name, key: ["id"], columns: ["id"] }));
  const about = { about: {}, now: new Date(), onFile: () => {} };
  return exportArchive({ ...about, database: import.meta.filename, client: { execute }, tables });
}
const closed = async () => {
  throw new Error("The client is closed.");
};

it("fails by itself where a table cannot be read: it does not take the process along", async () => {
  const zip = archive(closed);
  const failed = new Promise((resolve) => zip.once("error", resolve));
  zip.resume();
  expect(await failed).toMatchObject({ message: "The client is closed." });
});

it("is silent about what comes of a question that was open when it was called off", async () => {
  let asked = false;
  const zip = archive(async () => {
    asked = true;
    await pause(20);
    return closed();
  });
  const failed = new Promise((resolve) => zip.once("error", resolve));
  zip.resume();
  while (!asked) await pause(1);
  zip.destroy(new Error("The disk is full."));
  expect(await failed).toMatchObject({ message: "The disk is full." });
  await pause(50);
});
