import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { listCompanies, medadmin, queryCompany } from "./support/command-line";
import { fillDoctor } from "./support/company";
import { formPostsOf, ofCompany, post, withFields } from "./support/form-posts";
import { queryMaster } from "./support/master-database";
import { openAlive } from "./support/pages";
import { signInAs } from "./support/session";
import { sayIn } from "./support/words";

/** A job is begun within a second or two, beside whatever the other tests have asked for. */
const soon = { timeout: 100_000 };

for (const [locale, name, place] of [
  ["en", "Sandbox House", { specialization: "Neurologist", region: "Ganja", city: "Ganja" }],
  ["az", "Sınaq Evi", { specialization: "Nevroloq", region: "Gəncə", city: "Gəncə" }],
] as const) {
  test.describe(locale, () => {
    test.describe.configure({ mode: "serial", timeout: 180_000 });
    const say = sayIn(locale);
    const word = `sandbox-${locale}`;
    let slug: string;
    let page: Page;
    let admin: Page;

    const open = async (
      browser: Browser,
      username: string,
      url: string,
      viewport = { width: 1440, height: 900 },
    ) => {
      const context = await browser.newContext({ reducedMotion: "reduce", viewport });
      await signInAs(context, username);
      await context.addCookies([{ name: "locale", value: locale, url }]);
      return context.newPage();
    };
    const banner = (of: Page) => of.getByRole("region", { name: say("sandbox.banner.label"), exact: true });
    const button = (of: Page, key: string) =>
      of.getByRole("main").getByRole("button", { name: say(`sandbox.page.${key}`), exact: true });
    const inDialog = (of: Page, key: string) =>
      of
        .getByRole("dialog")
        .getByRole("button", { name: say(`sandbox.page.${key}`), exact: true })
        .click();
    const doctorsOfMain = async () =>
      (await queryCompany(slug, "SELECT last_name FROM doctors ORDER BY code")).map((row) => row.last_name);

    async function goIn(of: Page): Promise<void> {
      await openAlive(of, "/settings/sandbox");
      await button(of, "enter").click();
      await of.waitForURL(/\/dashboard/);
      await expect(banner(of)).toBeVisible();
    }
    async function addDoctor(of: Page, lastName: string): Promise<void> {
      await openAlive(of, "/doctors/new");
      await fillDoctor(of, { firstName: "Nigar", lastName, ...place });
      await of.getByRole("button", { name: say("common.save") }).click();
      await of.waitForURL((url) => url.pathname === "/doctors");
    }
    const listed = (of: Page, lastName: string) => of.getByRole("row", { name: new RegExp(lastName) });
    async function waitUntilMade(of: Page): Promise<void> {
      await expect(async () => {
        await of.goto("/settings/sandbox");
        await expect(of.getByRole("main")).toContainText(say("sandbox.page.states.ready"), { timeout: 500 });
        await expect(of.getByRole("main")).not.toContainText(say("sandbox.page.making"), { timeout: 500 });
        await expect(of.getByRole("main")).not.toContainText(say("sandbox.page.waiting"), { timeout: 500 });
      }).toPass(soon);
    }

    test.beforeAll(async ({ browser, baseURL }) => {
      slug = (await listCompanies()).find((company) => company.name === name)?.slug ?? "";
      page = await open(browser, word, baseURL ?? "");
      admin = await open(browser, `${word}-admin`, baseURL ?? "");
    });
    test.afterAll(() => Promise.all([page.context().close(), admin.context().close()]));

    test("an owner makes it; telephone numbers are not in it, and the company's own stay", async () => {
      const numbers = "SELECT count(*) AS n FROM doctors WHERE phone IS NOT NULL";
      const [before] = await queryCompany(slug, numbers);
      await openAlive(page, "/settings/sandbox");
      await expectAccessible(page, "before there is a sandbox");
      await button(page, "make").click();
      await expect(page.getByText(say("settings.flash.sandboxAsked")).first()).toBeVisible();
      await waitUntilMade(page);
      await expect(page.getByRole("main")).toContainText(say("sandbox.page.masked"));
      await expectAccessible(page, "the sandbox there is");
      const told = JSON.parse(await medadmin("tenants", "sandbox", "--company", slug, "--json"));
      expect(told.sandbox ?? told.data?.sandbox).toMatchObject({ state: "ready", masked: true });
      expect(await queryCompany(slug, numbers)).toEqual([before]);
    });

    test("inside, every page says so; what is added there is not in the company", async () => {
      const before = await doctorsOfMain();
      await goIn(page);
      await expect(page).toHaveTitle(new RegExp(`^${say("sandbox.banner.title").replace(/[[\]]/g, "\\$&")}`));
      await expectAccessible(page, "the dashboard in the sandbox");
      await addDoctor(page, "Sınaqov");
      await expect(listed(page, "Sınaqov")).toHaveCount(1);
      await expect(banner(page)).toContainText(say("sandbox.banner.in", { company: name }));
      expect(await doctorsOfMain()).toEqual(before);
      for (const path of ["/settings/plan", "/settings/members", "/settings/data", "/settings/close"]) {
        expect((await page.goto(path))?.status(), path).toBe(403);
        await expect(page.getByRole("main")).toContainText(say("sandbox.refused.title"));
      }
      await expectAccessible(page, "what is closed in the sandbox");
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto("/doctors");
      await expect(banner(page).getByText(say("sandbox.banner.short"), { exact: true })).toBeVisible();
      await expectAccessible(page, "the sandbox on a phone");
      await page.setViewportSize({ width: 1440, height: 900 });
      await banner(page)
        .getByRole("button", { name: say("sandbox.banner.leave") })
        .click();
      await page.waitForURL(/\/dashboard/);
      await expect(banner(page)).toHaveCount(0);
      await page.goto("/doctors");
      await expect(listed(page, "Sınaqov")).toHaveCount(0);
    });

    test("a form opened in it and sent after leaving it is refused, and the other way round", async () => {
      const other = await page.context().newPage();
      const before = await doctorsOfMain();
      await goIn(page);
      await openAlive(page, "/doctors/new");
      await fillDoctor(page, { firstName: "Nigar", lastName: "Səhvova", ...place });
      await other.goto("/dashboard");
      await banner(other)
        .getByRole("button", { name: say("sandbox.banner.leave") })
        .click();
      await other.waitForURL(/\/dashboard/);
      await page.getByRole("button", { name: say("common.save") }).click();
      await expect(page.getByRole("main")).toContainText(say("errors.sandboxMismatch"));
      await expect(page.locator('[name="lastName"]'), "what was typed stays").toHaveValue("Səhvova");
      await openAlive(page, "/doctors/new");
      await fillDoctor(page, { firstName: "Nigar", lastName: "Səhvova", ...place });
      await goIn(other);
      await page.getByRole("button", { name: say("common.save") }).click();
      await expect(page.getByRole("main")).toContainText(say("errors.sandboxMismatch"));
      await other.goto("/doctors");
      await expect(listed(other, "Səhvova")).toHaveCount(0);
      expect(await doctorsOfMain()).toEqual(before);
      await other.close();
    });

    test("an administrator works in it, a viewer looks; neither makes, resets or discards it", async ({
      browser,
      baseURL,
    }) => {
      const viewer = await open(browser, `${word}-viewer`, baseURL ?? "");
      for (const of of [admin, viewer]) {
        await of.goto("/settings/sandbox");
        await expect(of.getByRole("main")).toContainText(say("sandbox.page.ownersOnly"));
        for (const key of ["make", "reset", "discard"]) await expect(button(of, key)).toHaveCount(0);
        await goIn(of);
        await expect(banner(of).getByRole("button", { name: say("sandbox.banner.reset") })).toHaveCount(0);
      }
      await addDoctor(admin, "Yoxlanov");
      await viewer.goto("/doctors");
      await expect(listed(viewer, "Yoxlanov")).toHaveCount(1);
      expect((await viewer.goto("/doctors/new"))?.status()).toBe(403);
      await viewer.context().close();
    });

    test("nobody of another company reaches it by its forms", async ({ browser, baseURL }) => {
      const forms = ofCompany(
        await formPostsOf(browser, page.context(), ["/settings/sandbox", "/doctors/new"]),
      );
      expect(forms.length).toBeGreaterThan(2);
      const stranger = await open(browser, "other", baseURL ?? "");
      const [user] = queryMaster("SELECT id FROM users WHERE username = 'other'");
      const [company] = queryMaster(
        "SELECT company_id AS id FROM memberships WHERE user_id = ?",
        String(user?.id),
      );
      for (const form of forms) {
        for (const sent of [form, withFields(form, { companyId: String(company?.id) })]) {
          const answer = await post(stranger.request, sent, baseURL ?? "");
          expect(answer.status(), sent.page).toBeLessThan(500);
        }
      }
      const inside = "SELECT count(*) AS n FROM sessions WHERE user_id = ? AND in_sandbox = 1";
      expect(queryMaster(inside, String(user?.id))).toMatchObject([{ n: 0 }]);
      const own = "SELECT count(*) AS n FROM tenant_databases WHERE company_id = ?";
      expect(queryMaster(own, String(company?.id))).toMatchObject([{ n: 1 }]);
      await stranger.context().close();
    });

    test("a reset from inside brings a new copy, and leads whoever waits back into it", async () => {
      await openAlive(page, "/settings/sandbox");
      await button(page, "reset").click();
      await expectAccessible(page, "asked before a reset");
      await inDialog(page, "resetConfirm");
      await expect(page).toHaveURL(/settings\/sandbox|workspace\/sandboxMaking/);
      await waitUntilMade(page);
      await expect(banner(page)).toBeVisible();
      await page.goto("/doctors");
      await expect(listed(page, "Sınaqov")).toHaveCount(0);
      await expect(listed(page, "Yoxlanov")).toHaveCount(0);
      await admin.goto("/doctors");
      await expect(banner(admin)).toBeVisible();
    });

    test("discarded, its owner is back in the company, and others in it are told", async () => {
      await openAlive(admin, "/doctors/new");
      await fillDoctor(admin, { firstName: "Nigar", lastName: "Gecikov", ...place });
      await openAlive(page, "/settings/sandbox");
      await button(page, "discard").click();
      await inDialog(page, "discardConfirm");
      await expect(page.getByText(say("settings.flash.sandboxDiscarded")).first()).toBeVisible();
      await expect(banner(page)).toHaveCount(0);
      await admin.getByRole("button", { name: say("common.save") }).click();
      await expect(admin.getByRole("main")).toContainText(say("errors.sandboxOver"));
      await admin.goto("/doctors");
      await admin.waitForURL(/\/workspace\/sandboxOver/);
      await expectAccessible(admin, "the sandbox is gone");
      await admin
        .getByRole("button", { name: say("auth.workspace.sandboxOver.goOn", { company: name }) })
        .click();
      await admin.waitForURL(/\/dashboard/);
      await expect(banner(admin)).toHaveCount(0);
      expect(await doctorsOfMain()).not.toContain("Gecikov");
    });
  });
}
