import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { backUp, listCompanies, queryCompany } from "./support/command-line";
import { newOperator, type Operator } from "./support/new-master-admin";
import { openAlive } from "./support/pages";
import { signInAs } from "./support/session";
import { sayIn } from "./support/words";

const fleet = "/master-admin/fleet";
/** What is asked for is begun within a second or two; all of it shares the machine with the other tests. */
const soon = { timeout: 60_000 };
const name = "Restored House";
const reason = "The owner asked for it on the telephone";
const say = sayIn("en");

test.describe.configure({ mode: "serial", timeout: 240_000 });
test.use({ contextOptions: { reducedMotion: "reduce" }, viewport: { width: 1440, height: 900 } });

let operator: Operator;
let slug: string;
let companyId: string;

test.beforeAll(async ({ browser, baseURL }) => {
  operator = await newOperator(browser);
  await operator.context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
  slug = (await listCompanies()).find((company) => company.name === name)?.slug ?? "";
  const [row] = await queryCompany(slug, "SELECT company_id AS id FROM identity");
  companyId = String(row?.id);
});

const main = (page: Page) => page.getByRole("main");
const press = (page: Page, key: string) =>
  main(page)
    .getByRole("button", { name: say(key), exact: true })
    .click();
const confirm = (page: Page, key: string) =>
  page
    .getByRole("dialog")
    .getByRole("button", { name: say(key), exact: true })
    .click();
/** Reads the page anew until it says so. */
const untilSaid = (page: Page, path: string, text: string | RegExp) =>
  expect(async () => {
    await page.goto(path);
    await expect(main(page)).toContainText(text, { timeout: 500 });
  }).toPass(soon);

test("the doctor looks at everything, and at one company, and says what it found", async () => {
  const page = await operator.context.newPage();
  await openAlive(page, `${fleet}/doctor`);
  await press(page, "fleetDoctor.run");
  await expect(main(page)).toContainText(say("fleetDoctor.flash.asked"));
  await untilSaid(page, `${fleet}/doctor`, say("fleetDoctor.figures.sound"));
  await expectAccessible(page, "the fleet's health");

  const own = `${fleet}/doctor/${companyId}`;
  await openAlive(page, own);
  await press(page, "fleetDoctor.runOne");
  await expect(main(page)).toContainText(say("fleetDoctor.flash.asked"));
  await untilSaid(page, own, say("fleetDoctor.healthy"));
  await expectAccessible(page, "one company's health");
  await page.close();
});

test("a record comes back out of a backup, and then the whole company, by its name, a reason and a code", async ({
  page: owner,
  context,
}) => {
  const backupId = await backUp(slug);
  const [doctor] = await queryCompany(slug, "SELECT id, code FROM doctors ORDER BY id LIMIT 1");
  const active = async () => {
    const rows = await queryCompany(slug, "SELECT id FROM doctors WHERE archived_at IS NULL");
    return rows.map(({ id }) => id);
  };
  const archive = async () => {
    await openAlive(owner, `/doctors/${doctor?.id}`);
    await main(owner).getByRole("button", { name: "Archive" }).click();
    await expect(async () => expect(await active()).not.toContain(doctor?.id)).toPass(soon);
  };
  await signInAs(context, "restored");
  await archive();

  const page = await operator.context.newPage();
  await page.goto(`${fleet}/backups?company=${companyId}`);
  const path = `${fleet}/backups/${backupId}`;
  // Other tests have everybody backed up meanwhile, so it need not be the newest.
  await page.locator(`tbody a[href="${path}"]`).click();
  await page.waitForURL(`**${path}`);
  await openAlive(page, path);
  await press(page, "fleetRestore.compare.button");
  await expect(main(page)).toContainText(say("fleetRestore.flash.compareAsked"));
  await untilSaid(page, path, say("fleetRestore.records.title"));
  await expectAccessible(page, "a backup that was compared");
  // Its number, and never what the doctor is called.
  await expect(main(page)).toContainText(String(doctor?.code));
  await openAlive(page, path);
  await page.locator(`input[value="doctors:${doctor?.id}"]`).check();
  await page.locator('[name="reason"]').fill(reason);
  await page.locator('[name="code"]').fill(operator.codes.pop() ?? "");
  await press(page, "fleetRestore.records.button");
  await confirm(page, "fleetRestore.records.button");
  await expect(main(page)).toContainText(say("fleetRestore.flash.recordsAsked"));
  await expect(async () => expect(await active()).toContain(doctor?.id)).toPass(soon);

  await archive();
  await openAlive(page, `${path}/restore`);
  await expectAccessible(page, "restoring a company");
  const send = async (typed: string, code: string) => {
    await page.locator('[name="companyName"]').fill(typed);
    await page.locator('[name="reason"]').fill(reason);
    await page.locator('[name="code"]').fill(code);
    await press(page, "fleetRestore.whole.open");
    await confirm(page, "fleetRestore.whole.open");
  };
  await send("Another House", "000000");
  await expect(page.locator('[name="companyName"]')).toHaveAttribute("aria-invalid", "true");
  await send(name, operator.codes.pop() ?? "");
  await page.waitForURL((url) => url.pathname === path);
  await expect(async () => expect(await active()).toContain(doctor?.id)).toPass(soon);
  await untilSaid(page, path, say("fleetRestore.outcome.before"));
  await expectAccessible(page, "a backup that was restored");
  await page.close();
});

test("servers tell whether they answer, and a server that does not is not added", async () => {
  const page = await operator.context.newPage();
  await page.goto(`${fleet}/servers`);
  await expect(page.getByRole("row", { name: /This machine/ })).toContainText(/answers/);
  await expectAccessible(page, "servers");
  await openAlive(page, `${fleet}/servers/new?kind=libsql-server`);
  await page.locator('[name="name"]').fill("Nowhere");
  await page.locator('[name="url"]').fill("http://127.0.0.1:9");
  await page.locator('[name="adminUrl"]').fill("http://127.0.0.1:9");
  await press(page, "fleetServers.add");
  await expect(main(page).getByRole("alert")).toBeVisible(soon);
  await page.goto(`${fleet}/servers`);
  await expect(page.getByRole("row", { name: /Nowhere/ })).toHaveCount(0);
  await page.goto(`${fleet}/moves`);
  await expectAccessible(page, "moves");
  await page.locator("tbody tr").first().getByRole("link").first().click();
  await page.waitForURL(/\/moves\/[0-9a-f-]{36}$/);
  await expect(main(page)).toContainText(say("fleetServers.says.switched"));
  await page.close();
});
