import { expect, test } from "@playwright/test";
import { signInAs } from "./support/session";
import { wordsOn } from "./support/words";

const languages = [
  { header: "az-AZ,az;q=0.9,en;q=0.5", lang: "az", doctors: "Həkimlər", trial: "14 gün" },
  { header: "en-US,en;q=0.9", lang: "en", doctors: "Doctors", trial: "14 days" },
  { header: "ru-RU,ru;q=0.9,en;q=0.8", lang: "ru", doctors: "Врачи", trial: "14 дней" },
] as const;

for (const { header, lang, doctors, trial } of languages) {
  test.describe(lang, () => {
    test.use({ locale: header.slice(0, 5) });

    test(`a browser that asks for ${lang} gets it from the first page on`, async ({ page, context }) => {
      await page.goto("/");
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await signInAs(context, "words");
      await page.goto("/doctors");
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(doctors);
      await expect(page.getByRole("complementary")).toContainText(trial);
    });

    test(`numbers and dates are written the ${lang} way`, async ({ page, context }) => {
      await page.goto("/pricing");
      await expect(page.getByRole("main")).toContainText(lang === "en" ? "2,000" : "2\u202f000");
      await signInAs(context, "words");
      await page.goto("/settings/plan");
      const text = (await page.getByRole("main").textContent()) ?? "";
      expect(text).toMatch(/\d{2}\.\d{2}\.\d{4}/);
      expect(text).toMatch(/\b([01]\d|2[0-3]):[0-5]\d\b/);
      expect(text).not.toMatch(/\d{1,2}\/\d{1,2}\/\d{2,4}|\b[AP]M\b/);
      expect(text).toContain("149\u00a0₼");
    });
  });
}

test("the browser's order counts, and a language we do not have falls back to Azerbaijani", async ({
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ baseURL: baseURL ?? "" });
  for (const [header, lang] of [
    ["en;q=0.4,ru;q=0.8,az;q=0.6", "ru"],
    ["de-DE,de;q=0.9,en;q=0.3", "en"],
    ["fr", "az"],
    ["*", "az"],
    ["en;q=0", "az"],
    ["; ;;q=x,,en", "en"],
  ] as const) {
    const html = await (await request.get("/", { headers: { "accept-language": header } })).text();
    expect(/<html[^>]* lang="(\w+)"/.exec(html)?.[1], header).toBe(lang);
  }
  await request.dispose();
});

test("what was chosen wins over what the browser asks for, and stays", async ({ page, context }) => {
  await page.goto("/pricing");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("contentinfo").getByRole("button", { name: "Русский" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await expect(page.getByRole("contentinfo").getByRole("button", { name: "Русский" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await page.goto("/login");
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
  await signInAs(context, "words");
  await page.goto("/dashboard");
  await expect(page.locator("html")).toHaveAttribute("lang", "ru");
});

test("an error is said in the reader's language", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("contentinfo").getByRole("button", { name: "Azərbaycanca" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "az");
  await page.locator("main form").getByRole("button").last().click();
  await expect(page.locator('[data-field="identifier"]')).toContainText("doldurun");
});

const forms = {
  en: { one: "doctor", other: "doctors" },
  ru: { one: "врач", few: "врача", many: "врачей" },
} as const;

for (const [lang, words] of Object.entries(forms)) {
  test(`counted words take the form their number asks for (${lang})`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: "locale", value: lang, url: baseURL ?? "" }]);
    await signInAs(context, "words");
    const found = new Set<string>();
    const rules = new Intl.PluralRules(lang);
    for (const kind of ["regions", "specializations"]) {
      await page.goto(`/reference/${kind}?size=100`);
      const labels = await page
        .locator('tbody a[href^="/doctors?"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute("aria-label") ?? ""));
      for (const label of labels) {
        const [, count, word] = /: (\d+) (\S+)$/.exec(label) ?? [];
        const form = rules.select(Number(count));
        expect(word, label).toBe(words[form as keyof typeof words]);
        found.add(form);
      }
    }
    expect(found.size, "numbers of different kinds were there").toBeGreaterThan(1);
  });
}

test("no page shows the name of a message instead of its words", async ({ page, context, baseURL }) => {
  await signInAs(context, "words");
  for (const lang of ["az", "ru"]) {
    await context.addCookies([{ name: "locale", value: lang, url: baseURL ?? "" }]);
    for (const path of [
      "/dashboard",
      "/doctors",
      "/doctors/new",
      "/reference",
      "/settings",
      "/settings/plan",
    ]) {
      await page.goto(path);
      const text = await wordsOn(page);
      expect(text, `${path} ${lang}`).not.toMatch(
        /\b(common|public|auth|shell|errors|doctors|reference|dashboard|onboarding|settings|setup|ui)\.\w+/,
      );
    }
  }
});
