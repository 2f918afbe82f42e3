import { type BrowserContext, expect, type Page } from "@playwright/test";
import { preparedPassword } from "./prepared-companies";

/** Signs a browser in without the form, as a program would; for tests that are about something else. */
export async function signInAs(
  context: BrowserContext,
  username: string,
  password: string = preparedPassword,
): Promise<void> {
  const { request } = context;
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const answer = await request.post("/api/auth/callback/credentials", {
    form: { csrfToken, identifier: username, password, json: "true" },
  });
  expect(answer.status(), `${username} signs in`).toBe(200);
}

/** By the form, as a person does. */
export async function signIn(page: Page, identifier: string, password = preparedPassword): Promise<void> {
  await page.goto("/login");
  await fillSignIn(page, identifier, password);
  await expect(page).not.toHaveURL(/\/login/);
}

/** Fills and sends the form that is open. */
export async function fillSignIn(
  page: Page,
  identifier: string,
  password: string = preparedPassword,
): Promise<void> {
  await page.locator('[name="identifier"]').fill(identifier);
  await page.locator('[name="password"]').fill(password);
  await page.locator('main form button[type="submit"]').click();
}
