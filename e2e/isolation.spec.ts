import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { medadmin, queryCompany } from "./support/command-line";
import { addDoctor, newRegistration, register } from "./support/company";
import { formPostsOf, post, withFields } from "./support/form-posts";
import { addressesOf } from "./support/pages";

test.describe.configure({ mode: "serial" });

/** Everything of company A that another company might try to reach. */
interface Target {
  readonly slug: string;
  readonly companyId: string;
  readonly cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;
  readonly ids: Readonly<Record<string, string>>;
}

let a: Target;
let b: Target;
let pageOfB: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  a = await makeCompany(await (await browser.newContext()).newPage(), "Isolated A");
  pageOfB = await (await browser.newContext()).newPage();
  b = await makeCompany(pageOfB, "Isolated B");
});

test("every address with ids of A is not found in a session of B", async () => {
  const before = await fingerprints();
  for (const pattern of dynamicAddresses()) {
    const answer = await pageOfB.request.get(filled(pattern, a), { maxRedirects: 0 });
    expect(answer.status(), pattern).toBe(404);
  }
  expect(await fingerprints()).toEqual(before);
});

test("every address leads the signed-out to the login page", async ({ playwright, baseURL }) => {
  const stranger = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  for (const pattern of addressesOf("(company)")) {
    const answer = await stranger.get(filled(pattern, a), { maxRedirects: 0 });
    expect([302, 303, 307, 308], pattern).toContain(answer.status());
    expect(answer.headers().location, pattern).toContain("/login?next=");
  }
  await stranger.dispose();
});

test("every form rendered for A is refused in a session of B, with A's company and with B's", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const paths = addressesOf("(company)")
    .map((pattern) => filled(pattern, a))
    .filter((path) => !path.endsWith(".csv"));
  const forms = (await formPostsOf(browser, a.cookies, paths)).filter(
    (form) => form.fields.some(([name]) => name === "companyId") && !form.action.startsWith("/logout"),
  );
  expect(forms.length).toBeGreaterThan(5);
  const before = await fingerprints();
  for (const form of forms) {
    await post(pageOfB.request, form, baseURL ?? "");
  }
  expect(await fingerprints(), "forms as rendered for A").toEqual(before);
  const withIdsOfA = forms.filter((form) => Object.values(a.ids).some((id) => form.page.includes(id)));
  expect(withIdsOfA.length).toBeGreaterThan(0);
  for (const form of withIdsOfA) {
    await post(
      pageOfB.request,
      withFields(form, { companyId: b.companyId, submissionKey: crypto.randomUUID() }),
      baseURL ?? "",
    );
  }
  expect(await fingerprints(), "forms of A renamed to B").toEqual(before);
});

test("forged headers and tokens change nothing", async ({ playwright, baseURL }) => {
  const listed = await (await pageOfB.request.get("/doctors", { headers: { "x-company": a.slug } })).text();
  expect(listed).not.toContain("Gizlinov");
  const [cookie] = b.cookies.filter((one) => one.name.includes("session"));
  const parts = (cookie?.value ?? "").split(".");
  const claims = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
  const payload = Buffer.from(JSON.stringify({ ...claims, cid: a.companyId, slg: a.slug })).toString(
    "base64url",
  );
  const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  for (const token of [`${parts[0]}.${payload}.${parts[2]}`, `${unsigned}.${payload}.`]) {
    const forger = await playwright.request.newContext({
      baseURL: baseURL ?? "",
      extraHTTPHeaders: { cookie: `${cookie?.name}=${token}` },
    });
    const answer = await forger.get("/doctors", { maxRedirects: 0 });
    expect(answer.headers().location).toContain("/login");
    await forger.dispose();
  }
});

test("a session that was deleted stops working at once", async ({ playwright, baseURL }) => {
  const copied = await playwright.request.newContext({
    baseURL: baseURL ?? "",
    extraHTTPHeaders: { cookie: b.cookies.map((one) => `${one.name}=${one.value}`).join("; ") },
  });
  expect((await copied.get("/doctors", { maxRedirects: 0 })).status()).toBe(200);
  const [logout] = (
    await formPostsOf(pageOfB.context().browser() ?? never(), b.cookies, ["/dashboard"])
  ).filter((form) => form.action.startsWith("/logout"));
  await post(pageOfB.request, logout ?? never(), baseURL ?? "");
  const after = await copied.get("/doctors", { maxRedirects: 0 });
  expect(after.headers().location ?? (await after.text())).toContain("/login");
  await copied.dispose();
});

function dynamicAddresses(): string[] {
  return addressesOf("(company)").filter((pattern) => /\[(?!kind\])/.test(pattern));
}

/** Puts ids of a company in the places of a pattern; a place nobody knows fails the test, so that none is forgotten. */
function filled(pattern: string, target: Target): string {
  const section = pattern.split("/")[1] ?? "";
  return pattern.replace("[kind]", "regions").replace(/\[(\w+)\]/g, (place) => {
    const id = target.ids[`${section}/${place}`];
    if (!id) throw new Error(`The isolation suite does not know what stands for ${place} in ${pattern}.`);
    return id;
  });
}

async function makeCompany(page: Page, name: string): Promise<Target> {
  const registration = newRegistration(name);
  await register(page, registration);
  await addDoctor(page, {
    firstName: "Gizli",
    lastName: "Gizlinov",
    specialization: "Surgeon",
    region: "Baku",
    city: "Baku",
  });
  await page.goto("/reference/regions/new");
  await page.locator('[name="name"]').fill(`Only ${name}`);
  await page.locator('[name="code"]').fill(name.replace(" ", "_").toUpperCase().slice(-9));
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL((url) => !url.pathname.endsWith("/new"));
  const answer: unknown = JSON.parse(await medadmin("tenants", "list", "--json"));
  const companies = (
    Array.isArray(answer) ? answer : (answer as { companies: unknown[] }).companies
  ) as Array<{
    email: string;
    slug: string;
  }>;
  const slug = companies.find((company) => company.email === registration.companyEmail)?.slug ?? never();
  const [row] = await queryCompany(
    slug,
    `SELECT (SELECT company_id FROM identity) AS company, (SELECT id FROM doctors) AS doctor,
            (SELECT id FROM regions WHERE origin = 'company') AS region`,
  );
  const ids = { "doctors/[id]": String(row?.doctor), "reference/[id]": String(row?.region) };
  return { slug, companyId: String(row?.company), cookies: await page.context().cookies(), ids };
}

/** Counts and last changes of every table of both companies: equal means that nothing was written. */
async function fingerprints(): Promise<unknown> {
  const tables = ["doctors", "regions", "cities", "clinics", "specializations", "organization", "members"];
  const parts = tables.map((table) => `(SELECT count(*) || ':' || ifnull(max(updated_at), 0) FROM ${table})`);
  const sql = `SELECT ${parts.join(" || ' ' || ")} || ' ' || (SELECT count(*) FROM audit_events) AS state`;
  return Promise.all([a.slug, b.slug].map((slug) => queryCompany(slug, sql)));
}

function never(): never {
  throw new Error("This was expected to be there.");
}
