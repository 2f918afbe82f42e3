import { type BrowserContext, expect, test } from "@playwright/test";
import { queryCompany } from "./support/command-line";
import { type FormPost, formPostsOf, ofCompany, post, withFields } from "./support/form-posts";
import { signInAs } from "./support/session";
import {
  filledIn,
  fingerprintsOf,
  isRoute,
  namesSomething,
  type Target,
  targetOf,
  workspaceOf,
} from "./support/target";

test.describe.configure({ mode: "serial" });

let a: Target;
let b: Target;
let forms: FormPost[];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  a = await targetOf(browser, "home");
  b = await targetOf(browser, "other");
  const pages = workspaceOf(a).filter(({ pattern }) => !isRoute(pattern));
  forms = ofCompany(
    await formPostsOf(
      browser,
      a.context,
      pages.map(({ path }) => path),
    ),
  );
});

test("every address with ids of A is not found in a session of B", async () => {
  const before = await fingerprintsOf(a, b);
  const named = workspaceOf(a).filter(namesSomething);
  expect(named.length).toBeGreaterThan(8);
  for (const { path } of named) {
    const answer = await b.context.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(404);
    expect((await answer.text()).includes("Gizli "), path).toBe(false);
  }
  expect(await fingerprintsOf(a, b)).toEqual(before);
  for (const { path } of named)
    expect((await a.context.request.get(path)).status(), `${path} is there for A`).toBe(200);
});

test("a filter by what only A has finds nothing, and names nothing, in a session of B", async () => {
  for (const [place, id] of Object.entries(a.ids)) {
    const facet = { regions: "region", cities: "city", clinics: "clinic" }[place.split("/")[1] ?? ""];
    for (const path of [`/doctors?${facet ?? "specialization"}=${id}`, `/reference/cities?region=${id}`])
      expect((await (await b.context.request.get(path)).text()).includes("Gizli "), path).toBe(false);
  }
});

test("every address leads the signed-out to the login page", async ({ playwright, baseURL }) => {
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  for (const { path } of workspaceOf(a)) {
    const answer = await stranger.get(path, { maxRedirects: 0 });
    expect([302, 303, 307, 308], path).toContain(answer.status());
    expect(answer.headers().location, path).toContain(`/login?next=${encodeURIComponent(path)}`);
  }
  await stranger.dispose();
});

test("every form of A is refused in a session of B, signed out, and with the company's name changed", async ({
  playwright,
  baseURL,
}) => {
  test.setTimeout(120_000);
  expect(new Set(forms.map((form) => form.page)).size, "pages with forms").toBeGreaterThan(10);
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  const before = await fingerprintsOf(a, b);
  for (const form of forms) {
    await post(b.context.request, filledIn(form, a, "b"), baseURL ?? "");
    await post(stranger, filledIn(form, a, "s"), baseURL ?? "");
  }
  expect(await fingerprintsOf(a, b), "as rendered for A").toEqual(before);
  const withIds = forms.filter((form) => Object.values(a.ids).some((id) => form.page.includes(id)));
  expect(withIds.length).toBeGreaterThan(10);
  for (const form of withIds)
    await post(
      b.context.request,
      withFields(filledIn(form, a, "c"), { companyId: b.companyId }),
      baseURL ?? "",
    );
  expect(await fingerprintsOf(a, b), "renamed to B").toEqual(before);
  for (const form of forms)
    await post(
      a.context.request,
      withFields(filledIn(form, a, "d"), { companyId: b.companyId }),
      baseURL ?? "",
    );
  expect(await fingerprintsOf(a, b), "renamed to B by A").toEqual(before);

  // What was refused would have worked: the same form, sent by whom it was rendered for.
  const archive = forms.find((form) => form.fields.some(([name]) => name === "ids")) ?? missing();
  await post(a.context.request, archive, baseURL ?? "");
  const [ofA, ofB] = (await fingerprintsOf(a, b)) as [unknown, unknown];
  expect([ofA]).not.toEqual([(before as unknown[])[0]]);
  expect(ofB).toEqual((before as unknown[])[1]);
  await stranger.dispose();
});

test("forged headers and tokens change nothing", async ({ playwright, baseURL }) => {
  const [doctor] = await queryCompany(a.slug, "SELECT last_name FROM doctors WHERE archived_at IS NULL");
  const page = async ({ context }: Target, headers = {}) =>
    (await context.request.get("/doctors", { headers })).text();
  expect((await page(a)).includes(String(doctor?.last_name))).toBe(true);
  for (const headers of [{ "x-company": a.slug }, { "x-company-id": a.companyId }, { "x-tenant": a.slug }])
    expect((await page(b, headers)).includes(String(doctor?.last_name)), JSON.stringify(headers)).toBe(false);

  const cookie = await sessionOf(b.context);
  const [header = "", payload = "", signature = ""] = cookie.value.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const forged = encoded({ ...claims, cid: a.companyId, slg: a.slug });
  const tokens = [
    `${header}.${forged}.${signature}`,
    `${encoded({ alg: "none", typ: "JWT" })}.${forged}.`,
    `${header}.${payload}.${signature.split("").reverse().join("")}`,
    "nonsense",
  ];
  for (const token of tokens) {
    const forger = await playwright.request.newContext({
      baseURL: baseURL ?? "",
      extraHTTPHeaders: { cookie: `${cookie.name}=${token}` },
    });
    const answer = await forger.get("/doctors", { maxRedirects: 0 });
    expect(answer.headers().location, token).toContain("/login");
    await forger.dispose();
  }
});

test("a session that was deleted stops at once, for pages, files and forms", async ({
  browser,
  playwright,
  baseURL,
}) => {
  const context = await browser.newContext();
  await signInAs(context, "home");
  const { name, value } = await sessionOf(context);
  const copied = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { cookie: `${name}=${value}` },
  });
  expect((await copied.get("/doctors", { maxRedirects: 0 })).status()).toBe(200);
  const before = await fingerprintsOf(a);
  expect((await context.request.post("/logout", { maxRedirects: 0 })).status()).toBe(303);

  for (const path of ["/doctors", "/doctors/export.csv", "/doctors/facets?facet=region", "/settings/plan"]) {
    const answer = await copied.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).not.toBe(200);
    expect(answer.headers().location, path).toContain("/login");
  }
  for (const form of forms) await post(copied, filledIn(form, a, "e"), baseURL ?? "");
  expect(await fingerprintsOf(a)).toEqual(before);
  await copied.dispose();
  await context.close();
});

async function sessionOf(context: BrowserContext): Promise<{ name: string; value: string }> {
  return (await context.cookies()).find((cookie) => cookie.value.split(".").length === 3) ?? missing();
}

function missing(): never {
  throw new Error("This was expected to be there.");
}
