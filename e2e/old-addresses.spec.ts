import { expect, test } from "@playwright/test";

const moved = [
  ["/subscription/plans", "/pricing"],
  ["/subscription/plans?cycle=year", "/pricing?cycle=year"],
  ["/subscription/register", "/register"],
  ["/subscription/register?plan=basic&cycle=year", "/register?plan=basic&cycle=year"],
  ["/accounts/login", "/login"],
  ["/accounts/login?next=%2Fdoctors%3Fq%3Da", "/login?next=%2Fdoctors%3Fq%3Da"],
  ["/doctors/add", "/doctors/new"],
  ["/doctors/add?region=1", "/doctors/new?region=1"],
  ["/admin", "/master-admin"],
  ["/admin?q=city", "/master-admin?q=city"],
  ["/admin/regions/region", "/master-admin/regions/region"],
  ["/admin/doctors/doctor/add?x=1", "/master-admin/doctors/doctor/add?x=1"],
] as const;

for (const [from, to] of moved) {
  test(`the old address ${from} leads to ${to}`, async ({ request, baseURL }) => {
    const answer = await request.get(from, { maxRedirects: 0 });
    expect(answer.status()).toBe(308);
    expect(new URL(answer.headers().location ?? "", baseURL).href).toBe(new URL(to, baseURL).href);
  });
}

test("an old address with a slash at its end still arrives", async ({ page }) => {
  await page.goto("/subscription/plans/?cycle=year");
  await expect(page).toHaveURL(/\/pricing\?cycle=year$/);
  await expect(page.getByRole("heading", { level: 2, name: "Professional" })).toBeVisible();
});
