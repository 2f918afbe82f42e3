import { describe, expect, it } from "vitest";
import { importsOf, type SourceFile, sourceFiles } from "./source-files";

const files = sourceFiles();
const house = files.filter((file) => !file.isTest);

/** Each layer and what it may know besides itself, libraries and `drizzle/`. Whoever stands higher knows more. */
const ground = [
  "lib/env",
  "lib/secrets",
  "lib/signing-keys",
  "lib/log",
  "lib/version",
  "lib/domain",
  "lib/i18n",
];
const layers: ReadonlyArray<readonly [layer: string, mayImport: readonly string[]]> = [
  ["drizzle", []],
  ["lib/domain", ["lib/i18n"]],
  ["lib/i18n", ["lib/domain"]],
  ["lib/env", []],
  ["lib/version", ["package.json"]],
  ["lib/secrets", ["lib/env"]],
  ["lib/signing-keys", ["lib/env", "lib/secrets"]],
  ["lib/log", ["lib/env"]],
  ["lib/mail", ground],
  ["lib/databases", ground],
  ["lib/master", [...ground, "lib/databases"]],
  ["lib/company", [...ground, "lib/databases"]],
  ["lib/metrics", [...ground, "lib/databases", "lib/master"]],
  ["lib/journeys", [...ground, "lib/databases", "lib/master", "lib/company", "lib/mail"]],
  ["lib/auth", [...ground, "lib/databases", "lib/master", "lib/company", "lib/journeys", "lib/actions"]],
  ["lib/actions", [...ground, "lib/databases", "lib/master", "lib/company", "lib/journeys", "lib/auth"]],
  ["app/_ui", [...ground, "lib/actions/action-state"]],
];

const isWithin = (path: string, place: string) =>
  path === place || path.startsWith(`${place}/`) || path.replace(/\.(tsx?|mjs|json)$/, "") === place;
const isInside = (path: string) => /^(app|lib|drizzle|e2e|bench|package)(\/|\.|$)/.test(path);

/** The files that break a rule, so that a failure names them. */
function offenders(among: readonly SourceFile[], breaks: (file: SourceFile) => boolean): string[] {
  return among.filter(breaks).map((file) => file.path);
}

function strayImports(
  among: readonly SourceFile[],
  isStray: (from: string, to: string) => boolean,
): string[] {
  return among.flatMap((file) =>
    file.imports.filter((to) => isStray(file.path, to)).map((to) => `${file.path} imports ${to}`),
  );
}

describe("who may import whom", () => {
  it.each(layers)("%s knows nothing above it", (layer, mayImport) => {
    const allowed = [layer, "drizzle", ...mayImport];
    const own = house.filter((file) => isWithin(file.path, layer));
    expect(own.length).toBeGreaterThan(0);
    expect(
      strayImports(own, (_, to) => isInside(to) && !allowed.some((place) => isWithin(to, place))),
    ).toEqual([]);
  });

  it("the company's and the platform's pages never meet", () => {
    const groups = ["app/(company)", "app/(master)"];
    expect(
      strayImports(files, (from, to) =>
        groups.some(
          (group) => isWithin(from, group) && groups.some((other) => other !== group && isWithin(to, other)),
        ),
      ),
    ).toEqual([]);
  });

  it("pages do not reach into the command line or the jobs", () => {
    const pages = house.filter((file) => file.path.startsWith("app/"));
    // Where no process runs long, that address is what runs the jobs.
    expect(strayImports(pages, (_, to) => /^lib\/(cli|jobs)(\/|$)/.test(to))).toEqual([
      "app/api/cron/route.ts imports lib/jobs/run-due-jobs",
    ]);
  });

  it("only the engine knows the database client", () => {
    const outside = house.filter((file) => !file.path.startsWith("lib/databases/"));
    expect(
      strayImports(outside, (_, to) => to.startsWith("@libsql/") || to === "drizzle-orm/libsql"),
    ).toEqual([]);
  });

  it("nothing but tests uses what is for tests", () => {
    expect(
      strayImports(house, (_, to) => /^lib\/testing(\/|$)|^vitest|^@playwright|^fast-check/.test(to)),
    ).toEqual(["playwright.config.ts imports @playwright/test", "vitest.config.ts imports vitest/config"]);
  });

  it("is read off every kind of import", () => {
    const code =
      'import a from "@/lib/a";\nimport "./b";\nexport { c } from "../c";\nconst d = await import("@/lib/d.ts");\nimport {\n  e,\n} from "e";';
    expect(importsOf("lib/x/y.ts", code)).toEqual(["lib/a", "lib/x/b", "lib/c", "lib/d", "e"]);
  });
});

describe("the engine's traps", () => {
  /** Reading an open database file drops SQLite's locks on it. Who reads or copies files, and which. */
  const mayReadFiles = {
    "lib/secrets.ts": "secrets",
    "lib/databases/control-socket-token.ts": "the token of the socket",
    "lib/databases/create-file.ts": "copies the closed template to a name nobody opened yet",
    "lib/databases/template.ts": "the template being made, before its first use",
    "lib/databases/file-header.ts": "the first bytes, before the first open",
    "lib/databases/migrations/files.ts": "migration files",
    "lib/databases/ownership-record.ts": "owner.json",
    "lib/databases/ownership-probe.mjs": "owner.json",
    "lib/testing/databases.ts": "copies closed templates",
    "lib/testing/source-files.ts": "sources",
    "lib/databases/removals/removal-record.ts": "records of removals",
    "lib/databases/backups/manifest.ts": "manifests, and closed backups whose hash is taken",
    "lib/databases/backups/restore-master.ts": "a closed backup, into a draft",
    "lib/databases/backups/stage-backup.ts": "the manifest of a backup that was brought here",
    "lib/databases/backups/place-staged.ts": "a closed backup, to a name nobody opened yet",
    "lib/databases/backups/targets/folder.ts": "closed backups and their manifests",
    "lib/databases/backups/targets/bucket.ts": "closed backups and sealed exports, on their way",
    "lib/databases/backups/targets/object-storage.ts": "manifests of backups, on their way",
    "lib/databases/exports/export-archive.ts":
      "a plain copy that is opened for reading only, on its way into a ZIP",
    "lib/databases/exports/export-tenant.ts": "the ZIP that it makes",
    "lib/databases/exports/export-shelf.ts": "sealed ZIP files",
  };
  const reading =
    /\b(readFile|readFileSync|copyFile|copyFileSync|cp|cpSync|createReadStream|open|openSync|openAsBlob)\b/;

  it("no file is read but those known not to be open databases", () => {
    const readers = files.filter(
      (file) =>
        /^(app|lib)\//.test(file.path) &&
        !/\.test\.tsx?$/.test(file.path) &&
        !file.path.startsWith("lib/cli/boot/") &&
        [...file.code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["'](?:node:)?fs(?:\/promises)?["']/g)].some(
          (match) => reading.test(match[1] ?? ""),
        ),
    );
    expect(readers.map((file) => file.path).filter((path) => !(path in mayReadFiles))).toEqual([]);
  });

  it("the file system is imported by name, so that the rule above can be checked", () => {
    expect(
      offenders(files, ({ code }) => /import\s+(\*\s+as\s+)?\w+\s+from\s*["'](node:)?fs/.test(code)),
    ).toEqual([]);
  });

  it("tenant data is never cached across requests", () => {
    expect(offenders(house, ({ code }) => /["']use cache|unstable_cache/.test(code))).toEqual([]);
  });

  it("the clock is handed in, not read, by what works on databases", () => {
    const verbs = house.filter((file) => /^lib\/(company|master)\//.test(file.path));
    expect(offenders(verbs, ({ code }) => /new Date\(\)|Date\.now\(\)/.test(code))).toEqual([]);
  });
});

describe("the code", () => {
  it("reads the environment in one place", () => {
    const mayRead = /^(lib\/env\.ts|lib\/cli\/boot\/|e2e\/|bench\/|[\w.-]+\.config\.(ts|mjs)$)/;
    const outside = house.filter((file) => !mayRead.test(file.path));
    // The bundler replaces these two with constants and drops the code that is not for them.
    expect(
      offenders(outside, ({ code }) => /process\.env\b(?!\.(?:NEXT_RUNTIME|NODE_ENV)\b)/.test(code)),
    ).toEqual([]);
  });

  it("has small rooms: no file above 300 lines, half of them within 60, nine of ten within 200", () => {
    const lengths = house.map((file) => file.text.split("\n").length).sort((a, b) => a - b);
    expect(offenders(files, ({ text }) => text.split("\n").length > 301)).toEqual([]);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(60);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(200);
  });

  it("has kebab-case names that say what is inside", () => {
    const names = files.filter(
      ({ path }) => !path.split("/").every((part) => /^[a-z0-9[\]().…_-]+$/.test(part)),
    );
    expect(names.map((file) => file.path)).toEqual([]);
    expect(
      offenders(files, ({ path }) => /(^|\/)[\w-]*\b(utils?|helpers?|manager|misc)\b/.test(path)),
    ).toEqual([]);
  });

  it("has no `any`, and casts by force only where the engine brands its handles", () => {
    expect(
      offenders(files, ({ code }) => /[:<,(|]\s*any\b(?!\w|["'`]| [a-z])|\bas any\b/.test(code)),
    ).toEqual([]);
    const outside = files.filter((file) => !file.path.startsWith("lib/databases/"));
    expect(offenders(outside, ({ code }) => /\bas unknown as\b/.test(code))).toEqual([]);
  });

  it("leaves nothing for later: no reminders, no skipped or lonely test, no stray console", () => {
    const mark = new RegExp(["TO", "DO|FIX", "ME|X", "XX"].join(""));
    expect(offenders(files, ({ text }) => mark.test(text))).toEqual([]);
    expect(
      offenders(files, ({ code }) => /\b(it|test|describe)\.(skip|only|todo|fixme)\b/.test(code)),
    ).toEqual([]);
    const quiet = house.filter((file) => /^(app|lib)\//.test(file.path) && !file.path.startsWith("lib/cli/"));
    expect(offenders(quiet, ({ code }) => /\bconsole\.\w+\(/.test(code))).toEqual([]);
  });
});
