import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = ["app", "lib", "drizzle", "e2e", "bench", "."];

export interface SourceFile {
  /** From the root, with slashes: `lib/company/doctors/add-doctor.ts`. */
  readonly path: string;
  readonly text: string;
  /** Without comments; strings are left. */
  readonly code: string;
  /** What it imports, as a path from the root without extension, or a package's name. */
  readonly imports: readonly string[];
  readonly isTest: boolean;
}

/** Every TypeScript file of the house. Generated ones are not there: they live in folders that start with a dot. */
export function sourceFiles(): SourceFile[] {
  return folders.flatMap((folder) => list(folder, folder !== ".")).map(readSource);
}

function list(folder: string, deep: boolean): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: deep });
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && entry.name !== "next-env.d.ts")
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".")));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
  return {
    path,
    text,
    code,
    imports: importsOf(path, code),
    isTest: /\.(test|fixture)\.(ts|tsx|mjs)$/.test(path) || /^(e2e|bench|lib\/testing)\//.test(path),
  };
}

const importPattern =
  /(?:^|[\n;])\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/g;

/** Static and dynamic imports and re-exports, type-only ones included: they too are knowledge of the other side. */
export function importsOf(path: string, code: string): string[] {
  return [...code.matchAll(importPattern)].map((match) => resolveImport(path, match[1] ?? match[2] ?? ""));
}

function resolveImport(path: string, specifier: string): string {
  const inside = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? posix.join(posix.dirname(path), specifier)
      : null;
  return inside === null ? specifier : inside.replace(/\.(tsx?|mjs)$/, "");
}
