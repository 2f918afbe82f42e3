import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { preparedPassword } from "./support/prepared-companies";
import { fillSignIn, signIn, signInAs } from "./support/session";

// Every wrong password here counts against the one address all tests come from: 20 in a quarter of an hour.

test("people sign in by username or by email, in any case", async ({ browser }) => {
  for (const identifier of ["sessions", "Sessions@Sessions.example"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page, identifier);
    await expect(page).toHaveURL(/\/dashboard$/);
    await expect(page.getByRole("complementary")).toContainText("Sessions Clinic");
    await context.close();
  }
});

test("an unknown name and a wrong password are told the same, and the name typed stays", async ({ page }) => {
  const said: string[] = [];
  for (const identifier of ["nobody-has-this-name", "sessions"]) {
    await page.goto("/login");
    await fillSignIn(page, identifier, "not the password");
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    said.push((await alert.textContent()) ?? "");
    await expect(page.locator('[name="identifier"]')).toHaveValue(identifier);
    await expect(page).toHaveURL(/\/login/);
  }
  expect(said[0]).toBe("The username, email or password is not right. Check them and try again.");
  expect(said[1]).toBe(said[0]);
});

test("after five failures an account waits, with the right password too, and is told how long", async ({
  page,
  request,
}) => {
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await callback(request, "throttled", "wrong")).status()).toBe(401);
  const refused = await callback(request, "throttled@throttled.example", preparedPassword);
  expect(refused.status()).toBe(429);
  const wait = Number(refused.headers()["retry-after"]);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(15 * 60);
  expect(await refused.json()).toMatchObject({ error: "throttled", retryAfter: wait });

  await page.goto("/login");
  await fillSignIn(page, "throttled", preparedPassword);
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    /^Too many attempts\. Try again in 1[45] minutes\.$/,
  );
  expect((await callback(request, "sessions", preparedPassword)).status(), "others sign in").toBe(200);
});

test("a sign-in without its token is refused", async ({ request }) => {
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken: "made up", identifier: "sessions", password: preparedPassword, json: "true" },
  });
  expect(answer.status()).toBe(400);
  expect((await request.get("/dashboard", { maxRedirects: 0 })).headers().location).toContain("/login");
});

const elsewhere = [
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/%09//evil.example",
  "javascript:alert(1)",
  "/.//evil.example",
  "/login?next=//evil.example",
];

test("signing in leads to the page that was asked for, and never to another site", async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto("/doctors?q=x&size=50");
  await expect(page).toHaveURL(/\/login\?next=/);
  await fillSignIn(page, "sessions", preparedPassword);
  await expect(page).toHaveURL(/\/doctors\?q=x&size=50$/);

  for (const next of elsewhere) {
    const path = `/login?next=${encodeURIComponent(next)}`;
    const answer = await context.request.get(path, { maxRedirects: 0 });
    const location = new URL(answer.headers().location ?? "", baseURL);
    expect(location.origin, next).toBe(baseURL);
    expect(location.pathname.startsWith("//"), next).toBe(false);
  }
});

test("the form itself leads to no other site", async ({ page, baseURL }) => {
  await page.goto("/login?next=%2F%5Cevil.example");
  await fillSignIn(page, "sessions", preparedPassword);
  await expect(page).toHaveURL(`${baseURL}/dashboard`);
});

test("a program that signs in is sent to no other site", async ({ request, baseURL }) => {
  for (const callbackUrl of elsewhere) {
    const answer = await callback(request, "sessions", preparedPassword, callbackUrl);
    expect(new URL((await answer.json()).url).origin, callbackUrl).toBe(baseURL);
  }
});

test("after signing out, the back button shows no page of the company", async ({ page, context }) => {
  await signInAs(context, "sessions");
  await page.goto("/doctors");
  await page.locator("tbody th a").first().click();
  await page.waitForURL(/\/doctors\/.+/);
  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  await signOut(page);
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText(name)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login\?next=%2Fdashboard/);
});

async function signOut(page: Page): Promise<void> {
  await page.getByRole("complementary").locator("summary").last().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
}

async function callback(
  request: APIRequestContext,
  identifier: string,
  password: string,
  callbackUrl?: string,
) {
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  return request.post("/api/auth/callback/credentials", {
    form: { csrfToken, identifier, password, json: "true", ...(callbackUrl && { callbackUrl }) },
  });
}
