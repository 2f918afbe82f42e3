import type { APIRequestContext, APIResponse, Browser, BrowserContext } from "@playwright/test";

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
  signedIn: BrowserContext,
  paths: readonly string[],
): Promise<FormPost[]> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(await signedIn.cookies());
  const page = await context.newPage();
  const posts: FormPost[] = [];
  for (const path of paths) {
    await page.goto(path);
    const forms = await page.locator('form[method="post" i], form:not([method])').evaluateAll((elements) =>
      elements.map((element) => {
        const form = element as HTMLFormElement;
        const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
        const data = button ? new FormData(form, button) : new FormData(form);
        const fields = [...data].flatMap(
          ([name, value]): Array<[string, string]> => (typeof value === "string" ? [[name, value]] : []),
        );
        return { action: form.getAttribute("action") ?? "", fields };
      }),
    );
    posts.push(...forms.map(({ action, fields }) => ({ page: path, action: action || path, fields })));
  }
  await context.close();
  return posts;
}

/** Those that belong to a company: all but signing out and the switches of language and theme. */
export function ofCompany(forms: readonly FormPost[]): FormPost[] {
  return forms.filter((form) => form.fields.some(([name]) => name === "companyId"));
}

/** Sends the form with whatever session the request context has. */
export function post(request: APIRequestContext, form: FormPost, origin: string): Promise<APIResponse> {
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, value);
  const headers = { origin, "accept-language": "en" };
  return request.post(form.action, { multipart: body, headers, maxRedirects: 0 });
}

/** The same form with some of its fields replaced, or added. */
export function withFields(form: FormPost, replaced: Readonly<Record<string, string>>): FormPost {
  const kept = form.fields.filter(([name]) => !(name in replaced));
  return { ...form, fields: [...kept, ...Object.entries(replaced)] };
}

/** As the same person would send it again: a submission of its own. */
export const sentAnew = (form: FormPost) => withFields(form, { submissionKey: crypto.randomUUID() });

/** The server action that the form names, which is the same wherever the form stands. */
export function actionOf(form: FormPost): string | undefined {
  const names = form.fields.map(([name, value]) => {
    if (name.startsWith("$ACTION_ID_")) return name.slice("$ACTION_ID_".length);
    return /^\$ACTION_\d+:0$/.test(name) ? (JSON.parse(value) as { id: string }).id : undefined;
  });
  return names.find((name) => name !== undefined);
}

/** The same call as the page's own code makes it, which Next takes on a way of its own. */
export function postAsScript(
  request: APIRequestContext,
  form: FormPost,
  origin: string,
): Promise<APIResponse> {
  const body = new FormData();
  for (const [name, value] of form.fields) if (!name.startsWith("$ACTION_")) body.append(`1_${name}`, value);
  body.append("0", '[{"status":"idle"},"$K1"]');
  const headers = { origin, accept: "text/x-component", "next-action": actionOf(form) ?? "" };
  return request.post(form.action, { multipart: body, headers, maxRedirects: 0 });
}
