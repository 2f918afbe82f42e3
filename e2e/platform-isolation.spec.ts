import { type APIRequestContext, type APIResponse, type Browser, expect, test } from "@playwright/test";
import { everythingIn } from "./support/command-line";
import { actionOf, type FormPost, formPostsOf, post, postAsScript, withFields } from "./support/form-posts";
import { queryMaster } from "./support/master-database";
import {
  asPendingMasterAdmin,
  newOperator,
  type Operator,
  operatorPassword,
} from "./support/new-master-admin";
import { enterCompany, platformOf, platformPagesOf } from "./support/platform";
import { filledForPlatform, forged, newActionsOf, platformActions, tracesOf } from "./support/platform-forms";
import { signInAs } from "./support/session";
import { type Target, targetOf } from "./support/target";

test.describe.configure({ mode: "serial", timeout: 360_000 });

/** Somebody the platform's pages are not for, and what they get: 404, or the place they are led to. */
interface Outsider {
  readonly name: string;
  readonly request: APIRequestContext;
  readonly answer: 404 | RegExp;
}

const word = "filled";
let admin: Operator;
let inside: Operator;
let company: Target;
let outsiders: Outsider[];
let paths: string[];
/** One for each action of the platform that the pages offer now. */
let forms: FormPost[];
/** Those of everybody's own account: their actions are not the platform's. */
let personal: FormPost[];
let traces: () => Promise<unknown>;

const idOf = (table: string, column: string, value: string) =>
  String(queryMaster(`SELECT id FROM ${table} WHERE ${column} = ?`, value)[0]?.id);

test.beforeAll(async ({ browser, playwright, baseURL }) => {
  test.setTimeout(240_000);
  const origin = baseURL ?? "";
  company = await targetOf(browser, "platform");
  const [elsewhere, pending] = [await browser.newContext(), await browser.newContext()];
  await signInAs(elsewhere, "outside");
  const pendingName = await asPendingMasterAdmin(pending);
  [admin, inside] = [await newOperator(browser), await newOperator(browser)];
  // A session besides their own, and one of somebody else: what there is to end.
  await signInAs(await browser.newContext(), admin.username, operatorPassword);
  await signInAs(await browser.newContext(), "platform-staff");
  const visitor = await playwright.request.newContext({ baseURL: origin });
  outsiders = [
    { name: "a visitor", request: visitor, answer: 404 },
    { name: "the company's owner", request: company.context.request, answer: 404 },
    { name: "another company's owner", request: elsewhere.request, answer: 404 },
    { name: "an admin inside a company", request: inside.context.request, answer: /^\/dashboard$/ },
    { name: "an admin without the second factor", request: pending.request, answer: /^\/second-factor/ },
  ];

  // A plan and a clinic that no other test works with.
  const made = ["/master-admin/plans/new", "/master-admin/catalogue/clinics/new"];
  for (const form of await formPostsOf(browser, admin.context, made))
    if (form.fields.some(([name]) => name === "submissionKey"))
      await post(admin.context.request, filledForPlatform(form, word), origin);
  const clinicId = idOf("catalogue_clinics", "code", word.toUpperCase());
  const staffId = idOf("users", "username", "platform-staff");
  const overId = idOf("companies", "name", "Trial Over");
  paths = [
    ...platformPagesOf(company, { users: staffId, plans: word, "catalogue/clinics": clinicId }),
    // What only a read-only subscription and another master admin offer.
    `/master-admin/companies/${overId}/subscription`,
    `/master-admin/users/${inside.id}`,
  ];
  personal = await formPostsOf(browser, company.context, ["/settings/account"]);
  forms = await offered(browser);
  const entry = forms.find(({ page }) => page.endsWith("/enter")) ?? missing();
  await enterCompany(inside, entry, "full", origin);

  const people = ["platform", "outside", pendingName].map((name) => idOf("users", "username", name));
  const of = {
    actors: [...people, inside.id],
    companyIds: [company.companyId],
    personIds: [idOf("users", "username", "platform"), staffId, inside.id],
    planId: word,
    clinicId,
  };
  traces = async () => ({ platform: tracesOf(of), company: await everythingIn(company.slug) });
});

const offered = async (browser: Browser) =>
  newActionsOf(await formPostsOf(browser, admin.context, paths), personal);

test("every address of the platform is closed to outsiders, and names nobody", async () => {
  const addresses = platformOf(company);
  expect(addresses.length).toBeGreaterThan(25);
  const before = await traces();
  for (const { path } of addresses)
    for (const outsider of outsiders) {
      const answer = await outsider.request.get(path, { maxRedirects: 0 });
      expectClosed(answer, outsider, path);
      expect(await answer.text(), path).not.toMatch(/Busy Hospital|Isolated A/);
    }
  expect(await traces()).toEqual(before);
});

test("every action of the platform is closed to outsiders, however it is called, and changes nothing", async ({
  baseURL,
}) => {
  await expectRefused(forms, baseURL ?? "");
});

/** What is asked of the whole fleet, in which other tests work; `fleet.spec.ts` asks for it. */
const wholeFleet = /\/fleet\/(backups|doctor|migrations\/new|reference|servers\/local(\/edit)?)$/;
/**
 * What only a migration offers that is on its way or was stopped, a database in which something was found, a backup from
 * which the company differs, a second server, a plan that leaves the schedule to the company; and the page that offers
 * it, the only one that knows the action.
 */
const seldomOffered: Readonly<Record<string, RegExp>> = {
  stopMigration: /\/fleet\/migrations\/[0-9a-f-]{36}$/,
  resumeMigration: /\/fleet\/migrations\/[0-9a-f-]{36}$/,
  repairAction: /\/fleet\/doctor\/[0-9a-f-]{36}$/,
  undoAction: /\/fleet\/doctor\/[0-9a-f-]{36}$/,
  bringBackRecords: /\/fleet\/backups\/[0-9a-f-]{36}$/,
  startMove: /\/fleet\/moves\/new/,
  moveBack: /\/fleet\/moves\/[0-9a-f-]{36}$/,
  stopDrain: /\/fleet\/servers\/local$/,
  revokeTokensAction: /\/fleet\/servers\/local$/,
  removeServerAction: /\/fleet\/servers\/local$/,
  changeCompanySchedule: /\/companies\/[0-9a-f-]{36}\/backups$/,
  resetCompanySchedule: /\/companies\/[0-9a-f-]{36}\/backups$/,
};

test("what was refused works for the master admin; what that makes possible is closed to outsiders too", async ({
  browser,
  baseURL,
}) => {
  // Not of the standard plans, which other tests work with, nor of the last two pages.
  const mine = forms
    .filter((form) => paths.indexOf(form.page) < paths.length - 2)
    .filter((form) => form.page !== "/master-admin/plans" && !wholeFleet.test(form.page))
    // Suspending comes first: it wants the company as it was opened, and makes resuming possible.
    .sort((one, other) => Number(other.page.endsWith("/state")) - Number(one.page.endsWith("/state")))
    // What closes the company has a turn of its own.
    .filter((form) => !form.page.endsWith("/close"));
  const unchanged: string[] = [];
  let before = await traces();
  for (const form of mine) {
    await post(admin.context.request, proven(filledForPlatform(form, `${word}2`)), baseURL ?? "");
    const after = await traces();
    if (JSON.stringify(after) === JSON.stringify(before)) unchanged.push(form.page);
    before = after;
  }
  expect(mine.length - unchanged.length, `nothing came of those on ${unchanged}`).toBeGreaterThan(10);

  const tried = [...personal, ...forms];
  const tryWhatIsNew = async () => {
    const later = newActionsOf(await formPostsOf(browser, admin.context, paths), tried);
    await expectRefused(later, baseURL ?? "");
    tried.push(...later);
  };
  await tryWhatIsNew();
  // As it is offered now: the company is another version by then.
  const closing = await formPostsOf(browser, admin.context, [
    `/master-admin/companies/${company.companyId}/close`,
  ]);
  const close = closing.find(({ fields }) => fields.some(([name]) => name === "reason")) ?? missing();
  await post(admin.context.request, filledForPlatform(close, `${word}3`), baseURL ?? "");
  expect(queryMaster("SELECT state FROM companies WHERE id = ?", company.companyId)).toEqual([
    { state: "closing" },
  ]);
  await tryWhatIsNew();

  const left = [...platformActions()].filter(([id]) => !tried.map(actionOf).includes(id));
  const hidden = left.flatMap(([action, name]) => {
    const offeredOn = seldomOffered[name.split(" ")[0] ?? ""];
    return offeredOn ? [{ action, page: paths.find((path) => offeredOn.test(path)) ?? missing() }] : [];
  });
  expect(hidden.length).toBeGreaterThan(1);
  const idIn = (place: string) =>
    paths
      .find((path) => path.includes(`/fleet/${place}/`))
      ?.split("/")
      .find((part) => /^[0-9a-f-]{36}$/.test(part)) ?? missing();
  const about = {
    id: idIn("migrations"),
    companyId: company.companyId,
    backupId: idIn("backups"),
    moveId: idIn("moves"),
    serverId: "local",
    toServerId: "local",
    record: "doctors:nobody",
    plan: "reconcile",
  };
  await expectRefused(
    hidden.map(({ action, page }) => forged(close, page, action, about)),
    baseURL ?? "",
  );
  const forgedToo = new Set(hidden.map(({ action }) => action));
  const never = left.filter(([action]) => !forgedToo.has(action)).map(([, name]) => name);
  expect(never, "actions that nobody tried").toEqual([]);
});

/** What is done to people's access takes a code of one's own. */
function proven(form: FormPost): FormPost {
  const asks = form.page.includes("/users/") && form.fields.some(([name]) => name === "code");
  return asks ? withFields(form, { code: admin.codes.pop() ?? "" }) : form;
}

async function expectRefused(tried: readonly FormPost[], origin: string): Promise<void> {
  const before = await traces();
  for (const form of tried) {
    const filled = filledForPlatform(form, "tried");
    for (const outsider of outsiders) {
      expectClosed(await post(outsider.request, filled, origin), outsider, form.page);
      expectClosed(await postAsScript(outsider.request, filled, origin), outsider, `${form.page} by script`);
    }
    // Called from a page that knows nothing of it; by script Next may pass it on to one that does.
    const elsewhere = { ...filled, action: "/pricing" };
    expect((await post(company.context.request, elsewhere, origin)).status(), form.page).toBe(409);
    await postAsScript(company.context.request, elsewhere, origin);
  }
  expect(await traces()).toEqual(before);
}

function expectClosed(answer: APIResponse, { name, answer: expected }: Outsider, what: string): void {
  const told = `${what} for ${name}`;
  if (expected === 404) {
    expect(answer.status(), told).toBe(404);
    return;
  }
  const { location = "", "x-action-redirect": redirect = "" } = answer.headers();
  expect(location || redirect.split(";")[0], told).toMatch(expected);
}

function missing(): never {
  throw new Error("This was expected to be there.");
}
