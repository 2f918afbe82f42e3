import type { APIRequestContext, APIResponse, Browser, Page } from "@playwright/test";

export interface FormPost {
  /** The page the form stands on, and the address it posts to. */
  readonly page: string;
  readonly action: string;
  readonly fields: ReadonlyArray<readonly [string, string]>;
}

/**
 * Every POST form of the given pages as a browser without JavaScript would send it: this is how each server action
 * of a page is reached from outside.
 */
export async function formPostsOf(
  browser: Browser,
  cookies: Cookies,
  paths: readonly string[],
): Promise<FormPost[]> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const posts: FormPost[] = [];
  for (const path of paths) {
    await page.goto(path);
    posts.push(...(await formsOn(page, path)));
  }
  await context.close();
  return posts;
}

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;

async function formsOn(page: Page, path: string): Promise<FormPost[]> {
  const found: Array<{ action: string; fields: Array<[string, string]> }> = [];
  for (const form of await page.locator('form[method="post" i], form:not([method])').all()) {
    found.push(
      await form.evaluate((element) => {
        const form = element as HTMLFormElement;
        const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
        const data = button ? new FormData(form, button) : new FormData(form);
        const fields = [...data].flatMap(
          ([name, value]): Array<[string, string]> => (typeof value === "string" ? [[name, value]] : []),
        );
        return { action: form.getAttribute("action") ?? "", fields };
      }),
    );
  }
  return found.map((form) => ({ page: path, action: form.action || path, fields: form.fields }));
}

/** Sends the form with whatever session the request context has. */
export function post(request: APIRequestContext, form: FormPost, origin: string): Promise<APIResponse> {
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, value);
  return request.post(form.action, { multipart: body, headers: { origin }, maxRedirects: 0 });
}

/** The same form with some of its fields replaced. */
export function withFields(form: FormPost, replaced: Readonly<Record<string, string>>): FormPost {
  return { ...form, fields: form.fields.map(([name, value]) => [name, replaced[name] ?? value]) };
}
