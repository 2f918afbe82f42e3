import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { sendToOwner } from "@/lib/databases/control-socket-client";
import { enrol } from "./master-admin";
import { signInAs } from "./session";

const password = "granite willow 91 kite";

/** Makes a master admin of the test's own from the command line, and signs the page in as them, second factor and all. */
export async function asNewMasterAdmin(page: Page): Promise<string> {
  const username = `operator-${randomUUID().slice(0, 8)}`;
  const input = { email: `${username}@example.com`, username, password };
  await sendToOwner(process.env.E2E_DATA_DIR ?? "", "setup", { input, operator: "e2e" });
  await signInAs(page.context(), username, password);
  await page.goto("/master-admin");
  await enrol(page);
  return username;
}
