import { expect, test } from "@playwright/test";
import { queryCompany } from "./support/command-line";
import { fillDoctor } from "./support/company";
import { formPostsOf, ofCompany, post } from "./support/form-posts";
import { signInAs } from "./support/session";
import { filledIn, fingerprintsOf, targetOf } from "./support/target";

test.describe.configure({ mode: "serial" });

const doctor = {
  firstName: "Yüz",
  lastName: "Birinci",
  specialization: "Surgeon",
  region: "Baku",
  city: "Baku",
};

test("at the plan's limit a doctor is refused, with the way to a larger plan, and nothing typed is lost", async ({
  page,
  context,
}) => {
  await signInAs(context, "full");
  await page.goto("/doctors/new");
  await expect(page.getByRole("main")).toContainText(
    "Your plan allows 100 doctors, and all of them are in use.",
  );
  await fillDoctor(page, doctor);
  await page.getByRole("button", { name: "Save" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("Your plan allows 100 doctors, and you have 100.");
  await expect(page.locator('[name="lastName"]')).toHaveValue("Birinci");
  expect(await queryCompany("full-house", "SELECT count(*) AS n FROM doctors")).toEqual([{ n: 100 }]);

  await alert.getByRole("link", { name: "Change the plan" }).click();
  await page.getByRole("button", { name: "Leave without saving" }).click();
  await page.waitForURL(/\/settings\/plan/);
  await expect(page.getByRole("main")).toContainText("A limit is reached");
  await page.getByRole("radio", { name: /^Professional/ }).check();
  await page.getByRole("button", { name: "Change plan" }).click();
  await expect(page.getByText("Plan changed.").first()).toBeVisible();
  await page.goto("/doctors/new");
  await fillDoctor(page, doctor);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Doctor added").first()).toBeVisible();
  expect(await queryCompany("full-house", "SELECT count(*) AS n FROM doctors")).toEqual([{ n: 101 }]);
});

test("a plan that is too small for the company cannot be chosen, and says why", async ({ page, context }) => {
  await signInAs(context, "full");
  await page.goto("/settings/plan");
  await page.getByRole("button", { name: "Change plan" }).click();
  await expect(page.getByText("Nothing was changed.").first()).toBeVisible();
  const basic = page.getByRole("radio", { name: /^Basic/ });
  await expect(basic).toBeDisabled();
  await expect(page.getByRole("main")).toContainText("Too small for you: you have 101 doctors.");
  await basic.evaluate((radio) => (radio as HTMLInputElement).removeAttribute("disabled"));
  await basic.check();
  await page.getByRole("button", { name: "Change plan" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "The Basic plan allows at most 100 doctors",
  );
});

test("the limit holds when many try at once: the last place is given once", async ({
  browser,
  context,
  baseURL,
}) => {
  await signInAs(context, "edge");
  const company = await targetOf(browser, "edge");
  const [form] = ofCompany(await formPostsOf(browser, context, ["/doctors/new"]));
  if (!form) throw new Error("The page has no doctor form.");
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      post(context.request, filledIn(form, company, String(index)), baseURL ?? ""),
    ),
  );
  expect(answers.filter((answer) => answer.status() === 303)).toHaveLength(1);
  expect(await queryCompany(company.slug, "SELECT count(*) AS n FROM doctors")).toEqual([{ n: 100 }]);
  await company.context.close();
});

test("after the trial everything can be seen and exported, and nothing added", async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const company = await targetOf(browser, "over");
  await signInAs(context, "over");
  await page.goto("/doctors");
  await expect(page.getByRole("region", { name: "Subscription" })).toContainText(
    "The subscription allows reading only",
  );
  await expect(page.locator("tbody tr")).toHaveCount(3);
  const file = await context.request.get("/doctors/export.csv");
  expect(file.status()).toBe(200);
  expect((await file.text()).trimEnd().split("\r\n")).toHaveLength(4);

  const before = await fingerprintsOf(company);
  await page.goto("/doctors/new");
  await fillDoctor(page, doctor);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The subscription is read-only");
  await expect(page.locator('[name="lastName"]')).toHaveValue("Birinci");
  const forms = ofCompany(
    await formPostsOf(browser, context, [
      "/doctors/new",
      "/reference/regions/new",
      "/reference/specializations/new",
    ]),
  );
  expect(forms).toHaveLength(3);
  for (const form of forms)
    expect((await post(context.request, filledIn(form, company, "x"), baseURL ?? "")).status()).toBe(200);
  expect(await fingerprintsOf(company)).toEqual(before);

  await page.goto("/settings/plan");
  await expect(page.getByRole("main")).toContainText("Read-only");
  await expect(page.getByRole("button", { name: "Change plan" })).toHaveCount(0);
  await company.context.close();
});
