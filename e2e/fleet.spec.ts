import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { expectAccessible } from "./support/accessible";
import { asSharedMasterAdmin } from "./support/new-master-admin";
import { openAlive } from "./support/pages";
import { preparedPassword } from "./support/prepared-companies";
import { fillSignIn, signInAs } from "./support/session";
import { sayIn } from "./support/words";

const fleet = "/master-admin/fleet";
/** What is asked for is begun within a second or two; all of it shares the machine with the other tests. */
const soon = { timeout: 60_000 };

for (const [locale, name, typed] of [
  ["en", "Fleet House", "fleet HOUSE"],
  ["az", "Şəfəq Çərçivə", "SEFEQ cercive"],
] as const) {
  test.describe(locale, () => {
    test.describe.configure({ mode: "serial", timeout: 240_000 });
    test.use({ contextOptions: { reducedMotion: "reduce" }, viewport: { width: 1440, height: 900 } });
    const say = sayIn(locale);

    const inLanguage = (page: Page, url = "") =>
      page.context().addCookies([{ name: "locale", value: locale, url }]);
    test.beforeEach(({ page, baseURL }) => inLanguage(page, baseURL));
    /** Whose cookies have the language of whoever signed in first. */
    const asAdmin = async (page: Page, url = "") => {
      await asSharedMasterAdmin(page);
      await inLanguage(page, url);
    };
    const press = (page: Page, key: string) =>
      page
        .getByRole("main")
        .getByRole("button", { name: say(key), exact: true })
        .click();
    const flash = (page: Page, key: string) =>
      expect(
        page
          .getByRole("main")
          .getByText(say(`fleet.flash.${key}`))
          .first(),
      ).toBeVisible();

    test("a database is found by its company's name, however it is typed", async ({ page, baseURL }) => {
      await asAdmin(page, baseURL);
      await openAlive(page, fleet);
      await page.getByRole("searchbox").fill(typed);
      await page.getByRole("searchbox").press("Enter");
      await page.waitForURL(/q=/);
      await expect(page.locator("tbody tr")).toHaveCount(1);
      const row = page.getByRole("row", { name: new RegExp(name) });
      await expect(row).toContainText(say("fleet.state.ready"));
      await expectAccessible(page, "one database");
    });

    test("all are backed up now, a restore is rehearsed, the fleet is migrated, and the jobs tell", async ({
      page,
      baseURL,
    }) => {
      await asAdmin(page, baseURL);
      await openAlive(page, `${fleet}/backups`);
      await press(page, "fleet.backups.now");
      await flash(page, "backupsAsked");
      const backups = page.getByRole("table").getByRole("row", { name: new RegExp(name) });
      await expect(async () => {
        await page.goto(`${fleet}/backups`);
        await expect(backups.first()).toContainText(say("fleet.backup.ready"), { timeout: 500 });
      }).toPass(soon);

      await openAlive(page, `${fleet}/backups`);
      await press(page, "fleet.backups.drill");
      await flash(page, "drillAsked");
      await expect(async () => {
        await page.goto(`${fleet}/backups`);
        const passed = page.getByRole("listitem").filter({ hasText: say("fleet.backups.passed") });
        await expect(passed.first()).toBeVisible({ timeout: 500 });
      }).toPass(soon);
      await expectAccessible(page, "backups and rehearsed restores");

      await openAlive(page, `${fleet}/migrations/new`);
      await press(page, "fleet.start.begin");
      await flash(page, "migrationAsked");
      const runs = page.locator("tbody tr");
      await expect(async () => {
        await page.goto(`${fleet}/migrations`);
        // Besides the one from before the server started.
        expect(await runs.count()).toBeGreaterThan(1);
        await expect(runs.first()).toContainText(say("fleet.run.done"), { timeout: 500 });
      }).toPass(soon);
      await expectAccessible(page, "migrations");
      await runs.first().getByRole("link").first().click();
      await page.waitForURL(/\/migrations\/[0-9a-f-]{36}$/);
      await expect(page.getByRole("main")).toContainText(say("fleet.result.current"));
      await expectAccessible(page, "a migration");

      await page.goto(`${fleet}/jobs`);
      for (const kind of ["back-up", "drill", "migrate"]) {
        const job = page.getByRole("row", { name: new RegExp(say(`fleetJobs.kinds.fleet.${kind}`)) });
        await expect(job.first()).toContainText(say("fleetJobs.state.done"));
      }
      await expectAccessible(page, "jobs");
    });

    test("an owner takes all of the company's data along as one file", async ({ page, context }) => {
      await signInAs(context, `fleet-${locale}`);
      await openAlive(page, "/settings/data");
      await press(page, "settings.data.export.ask");
      await expect(page.getByText(say("settings.flash.exportAsked")).first()).toBeVisible();
      const link = page.getByRole("link", { name: say("settings.data.export.download") });
      await expect(link).toBeVisible(soon);
      await expectAccessible(page, "an export that is ready");
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      expect(download.suggestedFilename()).toMatch(/^[a-z-]+-\d{4}-\d\d-\d\d\.zip$/);
      const files = Object.keys(unzipSync(readFileSync(await download.path())));
      expect(files).toContain("database.sqlite");
    });

    test("an owner chooses when the company is backed up, an operator sees it, and it goes back to the default", async ({
      page,
      context,
      baseURL,
    }) => {
      await signInAs(context, `fleet-${locale}`);
      await openAlive(page, "/settings/data");
      await expect(page.locator('[name="startHour"]')).toBeHidden();
      await page.locator('[name="everyHours"]').selectOption("12");
      await page.locator('[name="startHour"]').selectOption("2");
      await page.locator('[name="keepDays"]').fill("400");
      await press(page, "backups.save");
      await expect(page.locator('[name="keepDays"]')).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page, "a schedule that was refused");
      await page.locator('[name="keepDays"]').fill("60");
      await press(page, "backups.save");
      await expect(page.getByText(say("settings.flash.backupScheduleSaved")).first()).toBeVisible();
      await expect(page.locator('[name="everyHours"]')).toHaveValue("12");
      await expect(page.locator('[name="keepDays"]')).toHaveValue("60");
      await expectAccessible(page, "a company's own schedule");

      await asAdmin(page, baseURL);
      await openAlive(page, fleet);
      await page.getByRole("searchbox").fill(typed);
      await page.getByRole("searchbox").press("Enter");
      await page.waitForURL(/q=/);
      await page.locator("tbody tr").getByRole("link").first().click();
      await page.waitForURL(/\/companies\/[0-9a-f-]{36}/);
      await page
        .getByRole("main")
        .getByRole("link", { name: say("fleet.nav.backups"), exact: true })
        .click();
      await page.waitForURL(/\/fleet\/backups\?company=/);
      await page
        .getByRole("main")
        .getByRole("link", { name: say("backups.change"), exact: true })
        .click();
      await page.waitForURL(/\/backups$/);
      await expect(page.locator('[name="keepDays"]')).toHaveValue("60");
      await expectAccessible(page, "a company's schedule, for operators");

      // Signing in over it would end the session that other tests share.
      await context.clearCookies();
      await inLanguage(page, baseURL);
      await signInAs(context, `fleet-${locale}`);
      await openAlive(page, "/settings/data");
      await press(page, "backups.reset");
      await page
        .getByRole("dialog")
        .getByRole("button", { name: say("backups.reset"), exact: true })
        .click();
      await expect(page.getByText(say("settings.flash.backupScheduleReset")).first()).toBeVisible();
      await expect(page.locator('[name="everyHours"]')).toHaveValue("1");
    });

    test("an owner deletes the company by its name and their password, and takes it back", async ({
      page,
      context,
    }) => {
      await signInAs(context, `fleet-${locale}`);
      await page.goto("/settings");
      await page.getByRole("link", { name: say("removal.settings.action") }).click();
      await page.waitForURL(/\/settings\/close$/);
      await openAlive(page, "/settings/close");
      await expectAccessible(page, "deleting the company");
      const send = async () => {
        await press(page, "removal.settings.action");
        const button = { name: say("removal.settings.action"), exact: true };
        await page.getByRole("dialog").getByRole("button", button).click();
      };
      await page.locator('[name="companyName"]').fill("Another House");
      await page.locator('[name="password"]').fill(preparedPassword);
      await send();
      await expect(page.locator('[name="companyName"]')).toHaveAttribute("aria-invalid", "true");
      await page.locator('[name="companyName"]').fill(name);
      await page.locator('[name="password"]').fill(preparedPassword);
      await send();
      await page.waitForURL(/\/login(\?|$)/);
      await expectAccessible(page, "the company is closed");

      await fillSignIn(page, `fleet-${locale}`, preparedPassword);
      await page.waitForURL(/\/workspace\/closing/);
      await expect(page.getByRole("main")).toContainText(say("auth.workspace.closing.takeBackText"));
      await expectAccessible(page, "a company that is closing");
      await press(page, "auth.workspace.closing.takeBack");
      await page.waitForURL(/\/(dashboard|login)/);
      expect((await context.request.get("/doctors", { maxRedirects: 0 })).status()).toBe(200);
    });
  });
}
