import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { sendToOwner } from "@/lib/databases/control-socket-client";
import { expectAccessible } from "./support/accessible";
import { accessLinkFor, countLettersTo } from "./support/outbox";
import { fillSignIn, signInAs } from "./support/session";

// The one-time setup link is followed by `setup-link.spec.ts`.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const password = "granite willow 91 kite";

/** A master admin of the test's own, made on the command line as an operator would. */
async function newAdmin(): Promise<string> {
  const username = `factor-${randomUUID().slice(0, 8)}`;
  const input = { email: `${username}@example.com`, username, password };
  await sendToOwner(process.env.E2E_DATA_DIR ?? "", "setup", { input, operator: "e2e" });
  return username;
}

async function toSecondFactor(page: Page, username: string, secret = password): Promise<void> {
  await page.goto("/login");
  await fillSignIn(page, username, secret);
  await page.waitForURL(/\/second-factor/);
}

async function sendCode(page: Page, code: string): Promise<void> {
  await page.locator('[name="code"]').fill(code);
  await page.locator('main form:has([name="code"]) button[type="submit"]').click();
}

/** The codes of this step and the next: the window allows both, so no test waits for the clock. */
function codesOf(secret: string): [now: string, next: string] {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return [totp.generate(), totp.generate({ timestamp: Date.now() + 30_000 })];
}

async function enrolled(page: Page): Promise<{ username: string; secret: string; codes: string[] }> {
  const username = await newAdmin();
  await toSecondFactor(page, username);
  const secret = (await page.locator("[data-totp-secret]").getAttribute("data-totp-secret")) ?? "";
  await sendCode(page, codesOf(secret)[0]);
  await page.waitForURL(/\/second-factor\/codes/);
  const codes = await page.locator("[data-recovery-code]").allTextContents();
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL((url) => url.pathname.startsWith("/master-admin"));
  return { username, secret, codes: codes.map((code) => code.trim()) };
}

const isInside = (url: URL) => url.pathname.startsWith("/master-admin");

test("a master admin sets it up once, and a code opens the door once", async ({ page, context }) => {
  const { username, secret, codes } = await enrolled(page);
  expect(new Set(codes).size).toBe(10);
  await page.goto("/second-factor/codes");
  expect(new URL(page.url()).pathname, "codes are not shown again").toMatch(/^\/master-admin/);
  await page.goto("/second-factor");
  expect(new URL(page.url()).pathname).toMatch(/^\/master-admin/);

  await context.clearCookies();
  await toSecondFactor(page, username);
  await expect(page.locator("[data-totp-secret]"), "the secret is never shown again").toHaveCount(0);
  expect((await page.request.get("/master-admin/companies", { maxRedirects: 0 })).status()).toBe(307);
  await expectAccessible(page, "the code is asked for");
  await sendCode(page, "000000");
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await expectAccessible(page, "a wrong code");
  const [, next] = codesOf(secret);
  await sendCode(page, next);
  await page.waitForURL(isInside);

  await context.clearCookies();
  await toSecondFactor(page, username);
  await sendCode(page, next);
  await expect(page.getByRole("main")).toContainText("was used already");
});

test("a recovery code opens the door once", async ({ page, context }) => {
  const { username, codes } = await enrolled(page);
  const [code = ""] = codes;
  for (const opens of [true, false]) {
    await context.clearCookies();
    await toSecondFactor(page, username);
    await page.getByRole("link", { name: "Use a recovery code instead" }).click();
    await page.waitForURL(/way=recovery/);
    await sendCode(page, code.toLowerCase());
    if (opens) await page.waitForURL(isInside);
    else await expect(page.getByRole("main")).toContainText("was used already");
  }
});

test("another device takes the place of the first, in Azerbaijani", async ({ page, context, baseURL }) => {
  const { username, secret, codes } = await enrolled(page);
  await context.addCookies([{ name: "locale", value: "az", url: baseURL ?? "" }]);
  await page.goto("/master-admin/account");
  await expectAccessible(page);
  const form = page.locator('form:has([name="what"])');
  await form.locator('[name="code"]').fill(codes[0] ?? "");
  await form.locator('button[type="submit"]').click();
  await page.waitForURL(/\/second-factor\/replace/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Başqa cihaz qurun");
  await expectAccessible(page);
  const replacement = (await page.locator("[data-totp-secret]").getAttribute("data-totp-secret")) ?? "";
  expect(replacement).not.toBe(secret);
  await sendCode(page, codesOf(replacement)[0]);
  await page.waitForURL(/\/second-factor\/codes/);
  await page.getByRole("button", { name: "Onları saxladım" }).click();
  await page.waitForURL((url) => url.pathname === "/master-admin/account");

  await context.clearCookies();
  await toSecondFactor(page, username);
  await sendCode(page, codesOf(secret)[1]);
  await expect(page.locator('[name="code"]')).toHaveAttribute("aria-invalid", "true");
  await sendCode(page, codesOf(replacement)[1]);
  await page.waitForURL(isInside);
});

test("people of a company never see it, nor do strangers", async ({ page, context }) => {
  await page.goto("/second-factor");
  await expect(page).toHaveURL(/\/login/);
  await signInAs(context, "bare");
  for (const path of ["/second-factor", "/second-factor/codes"]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname, path).not.toMatch(/^\/second-factor/);
  }
  expect((await page.goto("/second-factor/replace"))?.status()).toBe(404);
  expect((await page.goto("/master-admin/account"))?.status()).toBe(404);
});

test("who forgot a password gets a link by mail, good once, and the second factor stays", async ({
  page,
  context,
}) => {
  const { username, secret } = await enrolled(page);
  const address = `${username}@example.com`;
  await context.clearCookies();
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.waitForURL(/\/forgot-password$/);
  await expectAccessible(page);
  const said: string[] = [];
  for (const identifier of ["nobody-of-that-name", username]) {
    await page.goto("/forgot-password");
    await page.locator('[name="identifier"]').fill(identifier);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/\/forgot-password\/sent$/);
    said.push((await page.getByRole("main").textContent()) ?? "");
  }
  expect(said[0], "known or not is not told").toBe(said[1]);
  await expectAccessible(page);

  const link = await accessLinkFor(address);
  expect(countLettersTo(address)).toBe(1);
  await page.goto(link);
  await expectAccessible(page, "choosing a password");
  await page.locator('[name="password"]').fill("velvet otter 42 lamp");
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/\/login/);
  await expect(page.getByRole("main")).toContainText("Your new password is saved");
  expect((await page.goto(link))?.status()).toBe(404);
  await expectAccessible(page, "a link that was used");

  await toSecondFactor(page, username, "velvet otter 42 lamp");
  await sendCode(page, codesOf(secret)[1]);
  await page.waitForURL(isInside);
});

test("without JavaScript it is set up and proven all the same", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const { username, secret } = await enrolled(page);
  await context.clearCookies();
  await toSecondFactor(page, username);
  await sendCode(page, "000000");
  await expect(page.getByRole("main")).toContainText("This code is not right");
  await sendCode(page, codesOf(secret)[1]);
  await page.waitForURL(isInside);
  await context.close();
});
