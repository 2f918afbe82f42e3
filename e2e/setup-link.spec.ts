import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { sendToOwner } from "@/lib/databases/control-socket-client";
import { expectAccessible } from "./support/accessible";
import { type FormPost, formPostsOf, post, withFields } from "./support/form-posts";
import { enrol } from "./support/master-admin";
import { type RunningServer, startServer } from "./support/running-server";
import { fillSignIn } from "./support/session";
import { sayIn } from "./support/words";

// A first start is once in the life of an installation: each language has one of its own.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const password = "granite willow 91 kite";

for (const [language, locale] of [
  ["en", "en-GB"],
  ["az", "az-AZ"],
] as const)
  test.describe(`the first start (${language})`, () => {
    test.describe.configure({ timeout: 120_000 });
    test.use({ locale });
    const say = sayIn(language);
    const dataDir = mkdtempSync(join(tmpdir(), `medadmin-first-start-${language}-`));
    let server: RunningServer;

    test.beforeAll(async () => {
      test.setTimeout(120_000);
      server = await startServer(dataDir);
    });
    test.afterAll(async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });

    test("prints a link that makes one master admin, and no second", async ({ page, context, browser }) => {
      const { url, setupUrl } = server;
      const [form] = (await formPostsOf(browser, context, [setupUrl])).filter(isSetup);
      if (!form) throw new Error("The page has no form.");
      await page.goto(setupUrl);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("setup.title"));
      await expectAccessible(page);
      const create = page.getByRole("button", { name: say("setup.submit") });
      await create.click();
      await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
      await expectAccessible(page, "the set-up refused");
      for (const [name, value] of Object.entries(person("operator")))
        await page.locator(`[name="${name}"]`).fill(value);
      await create.click();
      await page.waitForURL(/\/second-factor/);
      await page.goto(`${url}/master-admin/companies`);
      expect(page.url(), "not before it is proven").toMatch(/\/second-factor/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("secondFactor.enrol.title"));
      await expectAccessible(page, "the second factor");
      await enrol(page);
      await expectAccessible(page, "recovery codes");
      await page.locator("main form button[type=submit]").click();
      await page.waitForURL(/\/master-admin/);

      await context.clearCookies();
      expect((await page.goto(setupUrl))?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: say("setup.expired.title") })).toBeVisible();
      await expectAccessible(page);
      const late = await post(context.request, withFields(form, person("second")), url);
      expect([200, 404]).toContain(late.status());
      await page.goto(`${url}/login`);
      await fillSignIn(page, "second", password);
      await expect(page.getByRole("main").getByRole("alert")).toContainText(say("errors.wrongCredentials"));
    });
  });

test("the link of a first start is void once the command line has made a master admin", async ({ page }) => {
  test.setTimeout(120_000);
  const dataDir = mkdtempSync(join(tmpdir(), "medadmin-first-start-"));
  const server = await startServer(dataDir);
  try {
    expect((await page.goto(server.setupUrl))?.status()).toBe(200);
    const input = { email: "operator@example.com", password };
    await sendToOwner(dataDir, "setup", { input, operator: "e2e" });
    expect((await page.goto(server.setupUrl))?.status()).toBe(404);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

const isSetup = ({ fields }: FormPost) => fields.some(([name]) => name === "setupToken");

function person(username: string) {
  const email = `${username}@example.com`;
  return { firstName: "Platform", lastName: "Operator", username, email, password };
}
