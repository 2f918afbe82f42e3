import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { asSharedMasterAdmin } from "./support/new-master-admin";
import { accessLinkFor } from "./support/outbox";
import { openAlive } from "./support/pages";
import { preparedPassword } from "./support/prepared-companies";
import { fillSignIn, signInAs } from "./support/session";
import { dayIn, sayIn } from "./support/words";

const list = "/master-admin/companies";
const reason = "Faktura 3 aydır ödənilməyib";
const newPassword = "velvet otter 42 lamp";

for (const [locale, name, typed] of [
  ["en", "Operated House", "operated HOUSE"],
  ["az", "İdarə Evi", "IDARE evi"],
] as const) {
  test.describe(locale, () => {
    test.describe.configure({ mode: "serial" });
    const say = sayIn(locale);
    const owner = `operated-${locale}`;
    let theirs: BrowserContext;
    let admin: Page;
    let address: string;

    test.beforeAll(async ({ browser, baseURL }) => {
      test.setTimeout(90_000);
      const viewport = { width: 1440, height: 900 };
      const context = await browser.newContext({ reducedMotion: "reduce", viewport });
      admin = await context.newPage();
      await asSharedMasterAdmin(admin);
      theirs = await browser.newContext();
      for (const each of [context, theirs])
        await each.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      await admin.goto(`${list}?q=${encodeURIComponent(name)}`);
      address = (await admin.locator("tbody th a").first().getAttribute("href")) ?? "";
    });
    test.afterAll(async () => {
      await admin.context().close();
      await theirs.close();
    });

    const main = () => admin.getByRole("main");
    /** Presses a form's button, and then the one in the dialog that asks once more. */
    async function confirm(button: string): Promise<void> {
      await main().getByRole("button", { name: button, exact: true }).click();
      await admin.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
    }
    const flash = (key: string) =>
      expect(
        main()
          .getByText(say(`companies.flash.${key}`))
          .first(),
      ).toBeVisible();
    const where = async () =>
      new URL(
        (await theirs.request.get("/dashboard", { maxRedirects: 0 })).headers().location ?? "/dashboard",
        "http://x",
      ).pathname;

    test("the list: search, filters and order in the address, figures taken on demand, the same as a file", async () => {
      await openAlive(admin, list);
      await expect(admin.getByRole("heading", { level: 1 })).toHaveText(say("companies.title"));
      await admin.getByRole("button", { name: say("companies.figures.refresh"), exact: true }).click();
      await expect(admin.getByText(say("companies.figures.refreshed"))).toBeVisible({ timeout: 30_000 });
      await admin.getByRole("searchbox").fill(typed);
      await admin.getByRole("searchbox").press("Enter");
      await admin.waitForURL(/q=/);
      await expect(admin.locator("tbody tr")).toHaveCount(1);
      const row = admin.getByRole("row", { name: new RegExp(name) });
      await expect(row.getByRole("cell", { name: "2", exact: true })).toBeVisible();
      await expect(row).toContainText("Basic");

      await admin
        .getByRole("group", { name: say("common.filters.label") })
        .locator("summary", { hasText: say("companies.columns.plan") })
        .click();
      await admin.getByRole("checkbox", { name: "Basic", exact: true }).check();
      await admin.getByRole("button", { name: say("common.filters.apply") }).click();
      await admin.waitForURL(/plan=basic/);
      await expect(row).toBeVisible();
      await admin
        .getByRole("columnheader", { name: say("companies.columns.doctors") })
        .getByRole("link")
        .click();
      await admin.waitForURL(/sort=/);
      await expect(admin).toHaveURL(/q=.*plan=basic/);
      const file = await admin.request.get(`${list}/export.csv${new URL(admin.url()).search}`);
      const text = await file.text();
      expect(text).toContain(name);
      expect(text).toContain(say("companies.csv.columns.lastActivity"));
      expect(text.trimEnd().split("\r\n")).toHaveLength(2);
      await admin.goto(`${list}?plan=enterprise&subscription=cancelled&q=nobody`);
      await expect(main()).toContainText(say("companies.none.filteredText"));
      await expectAccessible(admin, "no company found");
    });

    test("suspended: everybody is out at once, and reads why; resumed: they work again", async () => {
      await signInAs(theirs, owner);
      expect(await where()).toBe("/dashboard");
      await openAlive(admin, `${address}/state`);
      await admin.locator('[name="reason"]').fill("short");
      await confirm(say("companies.suspend.action"));
      await expect(admin.locator('[name="reason"]')).toHaveAttribute("aria-invalid", "true");
      await admin.locator('[name="reason"]').fill(reason);
      await confirm(say("companies.suspend.action"));
      await flash("suspended");
      await expect(main()).toContainText(reason);
      expect(await where(), "the session is over").toBe("/login");

      const page = await theirs.newPage();
      await page.goto("/login");
      await fillSignIn(page, owner, preparedPassword);
      await page.waitForURL(/\/workspace\/suspended/);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expect(page.getByRole("main")).toContainText(say("auth.workspace.suspended.reason", { reason }));
      await expectAccessible(page, "why the company is closed");
      expect(await where()).toBe("/workspace/suspended");

      await openAlive(admin, `${address}/state`);
      await confirm(say("companies.resume.action"));
      await flash("resumed");
      await page.goto("/dashboard");
      await expect(page).toHaveURL(/\/dashboard$/);
      await page.close();
    });

    test("another plan and another end of the trial hold at once; a payment makes the subscription active", async () => {
      await openAlive(admin, `${address}/subscription`);
      await admin.locator('[name="planId"]').selectOption("professional");
      await confirm(say("companies.billing.plan.action"));
      await flash("planChanged");
      expect(await (await theirs.request.get("/settings/plan")).text()).toContain("Professional");
      await openAlive(admin, `${address}/subscription`);
      await admin.locator('[name="trialEndsAt"]').fill("31.13.2030");
      await confirm(say("companies.billing.trial.action"));
      await expect(admin.locator('[name="trialEndsAt"]')).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(admin, "a trial's end refused");
      await admin.locator('[name="trialEndsAt"]').fill(dayIn(90));
      await confirm(say("companies.billing.trial.action"));
      await flash("trialMoved");
      await expect(main()).toContainText(dayIn(90));
      await openAlive(admin, `${address}/subscription`);
      await confirm(say("companies.billing.payment.action"));
      await flash("activated");
      await expect(main()).toContainText(say("master.subscription.active"));
    });

    test("its code is edited, and found by it; two operators do not overwrite each other", async () => {
      const code = `OPERATED_${locale.toUpperCase()}`;
      await openAlive(admin, `${address}/edit`);
      const late = await admin.context().newPage();
      await openAlive(late, `${address}/edit`);
      await admin.locator('[name="code"]').fill("no good");
      await confirm(say("common.save"));
      await expect(admin.locator('[name="code"]')).toHaveAttribute("aria-invalid", "true");
      await admin.locator('[name="code"]').fill(code);
      await confirm(say("common.save"));
      await flash("edited");
      await late.locator('[name="code"]').fill("LATE");
      await late
        .getByRole("main")
        .getByRole("button", { name: say("common.save"), exact: true })
        .click();
      await late
        .getByRole("dialog")
        .getByRole("button", { name: say("common.save"), exact: true })
        .click();
      await expect(late.getByRole("main").getByRole("alert")).toBeVisible();
      await late.close();
      await admin.goto(`${list}?q=${code.toLowerCase()}`);
      await expect(admin.locator("tbody tr")).toHaveCount(1);
      await expect(admin.locator("tbody")).toContainText(name);
    });

    test("the owner gets a link for a new password and is signed out everywhere, and nobody else sees it", async () => {
      await openAlive(admin, `${address}/owner`);
      await admin.locator('[name="endSessions"]').check();
      await confirm(say("companies.owner.action"));
      // Without a mail server the letter is kept.
      await flash("accessResetKept");
      expect(await admin.content()).not.toMatch(/\/access\/[\w-]{20,}/);
      expect(await where()).toBe("/login");
      const page = await theirs.newPage();
      await page.goto(await accessLinkFor(`${owner}@${owner}.example`));
      await page.locator('[name="password"]').fill(newPassword);
      await page.locator('main form button[type="submit"]').last().click();
      await page.waitForURL(/\/login/);
      await signInAs(theirs, owner, newPassword);
      expect(await where()).toBe("/dashboard");
      await page.close();
    });

    test("notes are for operators; what was done is told to the company", async () => {
      const note = `Zəng etdilər (${locale})`;
      await openAlive(admin, address);
      await admin.locator('[name="text"]').fill(note);
      await main()
        .getByRole("button", { name: say("companies.notes.add") })
        .click();
      await expect(main().getByRole("listitem").filter({ hasText: note })).toBeVisible();
      for (const panel of ["profile", "subscription", "usage", "users", "events", "database", "notes"])
        await expect(
          main().getByRole("heading", { name: new RegExp(`^${say(`companies.${panel}.title`)}\\s*\\d*$`) }),
        ).toBeVisible();
      await admin.getByRole("button", { name: say("companies.notes.delete") }).click();
      await admin
        .getByRole("dialog")
        .getByRole("button", { name: say("companies.notes.delete") })
        .click();
      await expect(main().getByRole("listitem").filter({ hasText: note })).toHaveCount(0);

      const audit = await (await theirs.request.get("/settings/audit")).text();
      expect(audit).not.toContain(note);
      expect(audit).toContain(reason);
    });
  });
}
