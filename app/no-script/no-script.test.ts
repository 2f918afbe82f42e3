import { expect, it } from "vitest";
import { GET } from "./[locale]/[said]/route";

const ask = (locale: string, said: string) =>
  GET(new Request("http://localhost/"), { params: Promise.resolve({ locale, said }) });

it("says in each language what an empty page would", async () => {
  const answer = await ask("az", "not-found");
  expect(answer.headers.get("content-type")).toContain("text/css");
  expect(await answer.text()).toContain('content: "Belə səhifə yoxdur"');
  expect(await (await ask("ru", "setup-expired")).text()).toContain("npm run -s medadmin -- setup");
});

it("says nothing that anybody else asks it to", async () => {
  for (const [locale, said] of [
    ["xx", "not-found"],
    ["en", "constructor"],
  ] as const)
    expect((await ask(locale, said)).status).toBe(404);
});
