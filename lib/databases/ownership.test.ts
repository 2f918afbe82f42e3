import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeOwnership } from "./ownership";
import { readOwner } from "./ownership-record";

let folder: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-owner-"));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts another process that takes the folder; resolves with what it says. */
async function otherProcess(): Promise<{ child: ChildProcess; said: string }> {
  const fixture = fileURLToPath(new URL("./ownership.fixture.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", fixture, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

describe("ownership of the data folder", () => {
  it("is refused while another process holds it, which is named, and taken over once it is killed", async () => {
    const { child, said } = await otherProcess();
    expect(said).toBe("owned");
    await expect(takeOwnership(folder)).rejects.toMatchObject({
      code: "DataFolderOwned",
      detail: { pid: child.pid },
    });
    await kill(child);
    const ownership = await takeOwnership(folder);
    expect(await readOwner(folder)).toMatchObject({ pid: process.pid, socket: null });
    await ownership.release();
  });

  it("is refused to another process while this one holds it", async () => {
    const ownership = await takeOwnership(folder);
    expect((await otherProcess()).said).toBe(`DataFolderOwned ${process.pid}`);
    await ownership.release();
  });

  it("is free for another process as soon as it is released, and leaves no record behind", async () => {
    const ownership = await takeOwnership(folder);
    await ownership.release();
    await ownership.release();
    expect(readdirSync(folder)).toEqual(["owner.db"]);
    expect((await otherProcess()).said).toBe("owned");
  });

  it("is held by one of two that try at the same moment", async () => {
    const said = (await Promise.all([otherProcess(), otherProcess()])).map((other) => other.said);
    expect(said.filter((line) => line === "owned")).toHaveLength(1);
    expect(said.filter((line) => line.startsWith("DataFolderOwned "))).toHaveLength(1);
  });

  it("is refused a second time within one process", async () => {
    const ownership = await takeOwnership(folder);
    await expect(takeOwnership(folder)).rejects.toMatchObject({ code: "DataFolderOwned" });
    await ownership.release();
    await (await takeOwnership(folder)).release();
  });

  it("makes the folder when it is missing", async () => {
    const ownership = await takeOwnership(join(folder, "new", "data"));
    expect(ownership.pid).toBe(process.pid);
    await ownership.release();
  });

  it.each([
    ["is a file", (path: string) => path],
    ["lies under a file", (path: string) => join(path, "data")],
  ])("says in one line that a folder cannot be used which %s", async (_, place) => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const refusal = await takeOwnership(place(file)).catch((error) => error);
    expect(refusal).toMatchObject({ code: "DataFolderUnwritable" });
    expect(refusal.message).not.toContain("\n");
    expect(refusal.message).toContain(file);
  });

  it.runIf(process.platform === "linux")("says so of a folder where nothing can be made", async () => {
    await expect(takeOwnership("/sys/medadmin")).rejects.toMatchObject({ code: "DataFolderUnwritable" });
  });

  it("says so when owner.db cannot be a database", async () => {
    writeFileSync(join(folder, "owner.db"), "This is not a database, whatever its name says. ".repeat(100));
    await expect(takeOwnership(folder)).rejects.toMatchObject({ code: "DataFolderUnwritable" });
  });
});
