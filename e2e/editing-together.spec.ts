import { expect, test } from "@playwright/test";
import { queryCompany } from "./support/command-line";
import { fillDoctor } from "./support/company";
import { formPostsOf, post, sentAnew, withFields } from "./support/form-posts";
import { openAlive } from "./support/pages";
import { signInAs } from "./support/session";

test.describe.configure({ mode: "serial" });

const slug = "editing-clinic";
const count = async (lastName: string) =>
  (await queryCompany(slug, `SELECT count(*) AS n FROM doctors WHERE last_name = '${lastName}'`))[0]?.n;

const doctor = (lastName: string) => ({
  firstName: "Leyla",
  lastName,
  specialization: "Surgeon",
  region: "Baku",
  city: "Baku",
});

test("the doctor form pressed twice adds one doctor", async ({ page, context }) => {
  await signInAs(context, "editing");
  await page.goto("/doctors/new");
  await fillDoctor(page, doctor("İkiqat"));
  await page.getByRole("button", { name: "Save" }).dblclick();
  await page.waitForURL((url) => url.pathname === "/doctors");
  expect(await count("İkiqat")).toBe(1);
});

test("the same submission sent three times at once adds one doctor, a new one another", async ({
  browser,
  context,
  baseURL,
}) => {
  await signInAs(context, "editing");
  const [row] = await queryCompany(slug, "SELECT * FROM doctors LIMIT 1");
  const form = (await formPostsOf(browser, context, ["/doctors/new"])).find(({ fields }) =>
    fields.some(([name]) => name === "specializationId"),
  );
  if (!form) throw new Error("The page has no doctor form.");
  const filled = withFields(form, {
    firstName: "Leyla",
    lastName: "Təkrarova",
    specializationId: String(row?.specialization_id),
    regionId: String(row?.region_id),
    cityId: String(row?.city_id),
  });
  const answers = await Promise.all([1, 2, 3].map(() => post(context.request, filled, baseURL ?? "")));
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
  expect(await count("Təkrarova")).toBe(1);
  await post(context.request, sentAnew(filled), baseURL ?? "");
  expect(await count("Təkrarova")).toBe(2);
});

test("of two who edit the same doctor the second is told who was first, and loses nothing typed", async ({
  page,
  context,
  browser,
}) => {
  await signInAs(context, "editing");
  const manager = await browser.newContext();
  await signInAs(manager, "editing-manager");
  const second = await manager.newPage();
  const [row] = await queryCompany(slug, "SELECT id FROM doctors WHERE last_name = 'İkiqat'");
  const edit = `/doctors/${row?.id}/edit`;
  await page.goto(edit);
  await second.goto(edit);

  await page.locator('[name="lastName"]').fill("Birinci");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL((url) => url.pathname === `/doctors/${row?.id}`);
  await second.locator('[name="lastName"]').fill("İkinci");
  await second.locator('[name="notes"]').fill("Typed for a long time");
  await second.getByRole("button", { name: "Save" }).click();

  const alert = second.getByRole("main").getByRole("alert");
  await expect(alert).toContainText(
    /Aysel Məmmədova saved changes to this record on \w+ \d{1,2} at \d{2}:\d{2}/,
  );
  await expect(second.locator('[name="lastName"]')).toHaveValue("İkinci");
  await expect(second.locator('[name="notes"]')).toHaveValue("Typed for a long time");
  expect([await count("Birinci"), await count("İkinci")]).toEqual([1, 0]);

  await alert.getByRole("link", { name: "Open the record as it is now" }).click({ noWaitAfter: true });
  second.on("dialog", (dialog) => dialog.accept());
  await expect(second.locator('[name="lastName"]')).toHaveValue("Birinci");
  await second.locator('[name="notes"]').fill("Typed again");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText("Typed again", { exact: true })).toBeVisible();
  const history = second.getByRole("main");
  await expect(history).toContainText("Rəşad manager");
  await expect(history).toContainText("Birinci");
  await manager.close();
});

test("leaving with unsaved changes asks first", async ({ page, context }) => {
  await signInAs(context, "editing");
  await openAlive(page, "/doctors/new");
  await page.locator('[name="firstName"]').fill("Half");
  await page.getByRole("link", { name: "Cancel" }).click();
  const question = page.getByRole("dialog", { name: "Your changes are not saved" });
  await question.getByRole("button", { name: "Stay on this page" }).click();
  await expect(page.locator('[name="firstName"]')).toHaveValue("Half");
  await page.getByRole("link", { name: "Cancel" }).click();
  await question.getByRole("button", { name: "Leave without saving" }).click();
  await page.waitForURL((url) => url.pathname === "/doctors");
});
