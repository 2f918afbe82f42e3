import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { routeClass } from "./route-class";

const root = new URL("../../app/", import.meta.url).pathname;
const foldersIn = (folder: string) =>
  readdirSync(`${root}${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^[_([]/.test(entry.name))
    .map((entry) => entry.name);

it("knows every address there is a folder for", () => {
  const first = ["", "(company)", "(public)", "(master)"].flatMap(foldersIn);
  expect(first.filter((name) => routeClass(`/${name}`) !== `/${name}`)).toEqual([]);
  const second = [
    ...foldersIn("api").map((name) => `/api/${name}`),
    ...foldersIn("(master)/master-admin").map((name) => `/master-admin/${name}`),
  ];
  expect(second.filter((path) => routeClass(`${path}/more`) !== path)).toEqual([]);
});

it.each([
  ["/", "/"],
  ["/?name=aysel", "/"],
  ["/doctors/0193a3c4-0000-7000-8000-000000000000/edit?q=aysel", "/doctors"],
  ["/access/some-token-of-a-link", "/access"],
  ["/master-admin", "/master-admin"],
  ["/master-admin/aysel", "/master-admin"],
  ["/api/unknown", "/api"],
  ["/_next/static/chunks/a.js", "static"],
  ["/icon.svg", "static"],
  ["/city-hospital/aysel", "other"],
  ["/constructor", "other"],
  ["/api/constructor", "/api"],
  ["//evil", "other"],
  ["*", "other"],
  ["", "other"],
])("counts %s as %s", (url, route) => {
  expect(routeClass(url)).toBe(route);
});
