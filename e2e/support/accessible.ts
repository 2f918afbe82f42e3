import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * No violation of WCAG 2.2 A and AA that a machine can find, in light and in dark; of the rules only the one for
 * contrast knows colours. Use `reducedMotion`.
 * @param covered what an open menu lies over: nobody can press that until it is closed
 */
export async function expectAccessible(page: Page, what = page.url(), covered?: string): Promise<void> {
  // On the way from page to page the old title goes a moment before the new one comes: Next streams titles.
  await expect(page).toHaveTitle(/\S/);
  for (const theme of ["light", "dark"]) {
    await page.locator("html").evaluate((html, chosen) => html.setAttribute("data-theme", chosen), theme);
    // There are no frames, and without the legacy mode each run opens a page of its own.
    const whole = new AxeBuilder({ page }).setLegacyMode();
    const axe = covered ? whole.exclude(covered) : whole;
    const { violations, passes } = await (theme === "light"
      ? axe.withTags(rules)
      : axe.withRules(["color-contrast"])
    ).analyze();
    const found = violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map((node) => `${node.target.join(" ")}: ${node.html.slice(0, 160)}`),
      why: nodes[0]?.failureSummary,
    }));
    expect(found, `${what} (${theme})`).toEqual([]);
    expect(passes.length, `${what} was looked at`).toBeGreaterThan(0);
  }
}
