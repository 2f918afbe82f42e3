import { expect, it } from "vitest";
import { engineErrorOf, lastingError } from "./errors";

const failed = (code: string, message: string) =>
  new Error("Failed query: insert into patients\nparams: Aysel", {
    cause: Object.assign(new Error(message), { code }),
  });

it.each([
  ["EROFS", "EROFS: read-only file system, open 'x'"],
  ["EACCES", "EACCES: permission denied, mkdir 'x'"],
  ["SQLITE_READONLY", "SQLITE_READONLY: attempt to write a readonly database"],
])(
  "%s says what to do, nothing of what was to be written, and nothing against the database",
  (code, message) => {
    const error = failed(code, message);
    expect(engineErrorOf(error)).toMatchObject({ code: "DataFolderUnwritable", cause: error });
    expect(engineErrorOf(error)?.message).toContain(message);
    expect(engineErrorOf(error)?.message).toContain("mounted for writing");
    expect(engineErrorOf(error)?.message).not.toMatch(/Aysel|insert/);
    expect(lastingError(error)).toBeNull();
  },
);

it("pages that cannot be read are damage that time does not heal", () => {
  const error = failed("SQLITE_CORRUPT", "SQLITE_CORRUPT: database disk image is malformed");
  expect(engineErrorOf(error)).toMatchObject({ code: "Damaged", cause: error });
  expect(lastingError(error)).toBe("Damaged");
  expect(engineErrorOf(failed("SQLITE_BUSY", "SQLITE_BUSY: database is locked"))).toBeNull();
});
