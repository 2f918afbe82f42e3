import { expect, it } from "vitest";
import { carriesToken } from "./bearer-token";

it.each([
  ["Bearer a-secret-of-thirty-two-characters", "a-secret-of-thirty-two-characters", true],
  ["bearer  a-secret-of-thirty-two-characters", "a-secret-of-thirty-two-characters", true],
  ["Bearer a-secret-of-thirty-two-character", "a-secret-of-thirty-two-characters", false],
  ["a-secret-of-thirty-two-characters", "a-secret-of-thirty-two-characters", false],
  ["Basic a-secret-of-thirty-two-characters", "a-secret-of-thirty-two-characters", false],
  ["Bearer ", "", false],
  ["Bearer null", null, false],
  [null, "a-secret-of-thirty-two-characters", false],
  [null, null, false],
])("of %j against %j says %s", (authorization, expected, answer) => {
  const headers = new Headers(authorization === null ? {} : { authorization });
  expect(carriesToken(headers, expected)).toBe(answer);
});
