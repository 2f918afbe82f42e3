import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { sendToOwner } from "@/lib/databases/control-socket-client";
import { enrol } from "./master-admin";
import { queryMaster } from "./master-database";
import { signInAs } from "./session";

export const operatorPassword = "granite willow 91 kite";

/** A master admin who has only the password so far; made as an operator would, on the command line. */
export async function asPendingMasterAdmin(context: BrowserContext): Promise<string> {
  const username = `operator-${randomUUID().slice(0, 8)}`;
  const input = { email: `${username}@example.com`, username, password: operatorPassword };
  await sendToOwner(process.env.E2E_DATA_DIR ?? "", "setup", { input, operator: "e2e" });
  await signInAs(context, username, operatorPassword);
  return username;
}

/** Makes a master admin of the test's own and signs the page in as them, second factor and all. */
export async function asNewMasterAdmin(page: Page): Promise<string> {
  const username = await asPendingMasterAdmin(page.context());
  await page.goto("/master-admin");
  await enrol(page);
  return username;
}

export interface Operator {
  readonly id: string;
  readonly username: string;
  readonly context: BrowserContext;
  /** Recovery codes, each good once: take them off the end. */
  readonly codes: string[];
}

/** A master admin with a browser of their own. */
export async function newOperator(browser: Browser): Promise<Operator> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const username = await asPendingMasterAdmin(context);
  await page.goto("/master-admin");
  const codes = [...(await enrol(page))];
  await page.close();
  const [user] = queryMaster("SELECT id FROM users WHERE username = ?", username);
  return { id: String(user?.id), username, context, codes };
}

type Shared = { username: string; cookies: Awaited<ReturnType<BrowserContext["cookies"]>> };
let shared: Shared | undefined;

/** Signs the browser in as one master admin whom the tests of a worker share: for those that change nothing of theirs. */
export async function asSharedMasterAdmin(page: Page): Promise<string> {
  if (!shared) {
    const username = await asNewMasterAdmin(page);
    shared = { username, cookies: await page.context().cookies() };
  }
  await page.context().addCookies(shared.cookies);
  return shared.username;
}
