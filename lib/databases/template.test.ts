import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { fileUrl } from "./file-url";
import { Template, type TemplateContent } from "./template";

let folder: string;
/** What new databases begin with at the moment. */
let edition: number;
let fills: number[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-template-"));
  edition = 1;
  fills = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function content(): Promise<TemplateContent> {
  const value = edition;
  return {
    hash: `edition ${value}`,
    fill: async (tx) => {
      fills.push(value);
      await tx.insert(counters).values({ name: "edition", value });
    },
  };
}

const templates = () => join(folder, "templates");
const copied = async (template: Template, name: string) => {
  const path = join(folder, `${name}.db`);
  await template.copyTo(path, null);
  const client = createClient({ url: fileUrl(path, "ro") });
  const { rows } = await client.execute("SELECT value FROM counters WHERE name = 'edition'");
  client.close();
  return rows[0]?.value;
};

describe("the template of new databases", () => {
  it("is made once for one content, by however many at the same time", async () => {
    const template = new Template(templates(), content);
    expect(await Promise.all(["a", "b", "c"].map((name) => copied(template, name)))).toEqual([1, 1, 1]);
    expect(await copied(new Template(templates(), content), "d")).toBe(1);
    expect(fills).toEqual([1]);
  });

  it("is another one as soon as the content is, and the old one goes", async () => {
    const template = new Template(templates(), content);
    expect(await copied(template, "a")).toBe(1);
    edition = 2;
    expect(await copied(template, "b")).toBe(2);
    expect(readdirSync(templates())).toHaveLength(1);
    edition = 1;
    expect(await copied(template, "c")).toBe(1);
    expect(fills).toEqual([1, 2, 1]);
  });

  it("gives whoever asks while the content changes what was asked for, or what is newer", async () => {
    const template = new Template(templates(), content);
    const asked = ["a", "b", "c", "d"].map((name, index) => {
      edition = index + 1;
      return copied(template, name);
    });
    const got = await Promise.all(asked);
    for (const [index, value] of got.entries()) expect(value).toBeGreaterThanOrEqual(index + 1);
    expect(await copied(template, "e")).toBe(4);
    expect(readdirSync(templates())).toHaveLength(1);
  });

  it("that could not be made is tried again", async () => {
    let fails = true;
    const template = new Template(templates(), async () => {
      const { hash, fill } = await content();
      return { hash, fill: (tx) => (fails ? Promise.reject(new Error("no disk")) : fill(tx)) };
    });
    await expect(copied(template, "a")).rejects.toThrow();
    fails = false;
    expect(await copied(template, "b")).toBe(1);
  });
});
