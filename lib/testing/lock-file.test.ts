import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** As Node looks for it: inside the dependent's own `node_modules`, then in those around it. */
function locked(dependent: string, name: string): LockedPackage | undefined {
  for (
    let folder = dependent;
    ;
    folder = folder.replace(/(^|\/)node_modules\/(?!.*\/node_modules\/).*$/, "")
  ) {
    const found = packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`];
    if (found || folder === "") return found;
  }
}

/**
 * npm leaves packages for other platforms out of the lock when it cannot fetch them, and `npm ci` then refuses the
 * lock on every machine. Their versions are exact in their dependents, so they can be entered by hand.
 */
it("the lock file names every optional package, also those for other platforms", () => {
  const missing = Object.entries(packages).flatMap(([dependent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => locked(dependent, name)?.version === undefined),
  );
  expect(missing).toEqual([]);
});
