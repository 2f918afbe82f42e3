import { expect, type Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { fillSignIn } from "./session";

/** Recovery codes of who enrolled last, each good once: a test need not wait for the app's next code. */
const kept: string[] = [];

/** Sets up the second factor on the page that asks for it, and keeps the recovery codes for later. */
export async function enrol(page: Page): Promise<readonly string[]> {
  await page.waitForURL(/\/second-factor(\?|$)/);
  const secret = await page.locator("[data-totp-secret]").getAttribute("data-totp-secret");
  const code = new TOTP({ secret: Secret.fromBase32(secret ?? "") }).generate();
  await page.locator('[name="code"]').fill(code);
  await page.locator('main form:has([name="code"]) button[type="submit"]').click();
  await page.waitForURL(/\/second-factor\/codes/);
  const codes = await page.locator("[data-recovery-code]").allTextContents();
  expect(codes).toHaveLength(10);
  kept.push(...codes.map((one) => one.trim()));
  return codes.map((one) => one.trim());
}

/** One that was never used. */
export function recoveryCode(): string {
  const code = kept.pop();
  if (!code) throw new Error("No recovery code is left.");
  return code;
}

/** By both forms, as a person does who left the phone at home. */
export async function signInMasterAdmin(page: Page, username: string, password: string): Promise<void> {
  await page.goto("/login");
  await fillSignIn(page, username, password);
  await page.waitForURL(/\/second-factor/);
  await page.goto("/second-factor?way=recovery");
  await page.locator('[name="code"]').fill(recoveryCode());
  await page.locator('main form:has([name="code"]) button[type="submit"]').click();
  await page.waitForURL(/\/master-admin/);
}
