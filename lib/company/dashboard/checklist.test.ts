import { expect, it } from "vitest";
import { checklist } from "./checklist";
import { topGroups } from "./top-groups";

const done = (known: Parameters<typeof checklist>[0]) =>
  checklist(known)
    .filter((step) => step.done)
    .map((step) => step.step);

it("starts with the workspace ticked and ticks itself from what is there", () => {
  expect(done({ hasProfile: false, ownClinics: 0, doctors: 0 })).toEqual(["workspace"]);
  expect(done({ hasProfile: true, ownClinics: 0, doctors: 4 })).toEqual(["workspace", "profile", "doctor"]);
  expect(done({ hasProfile: true, ownClinics: 1, doctors: 5 })).toHaveLength(5);
});

const groups = (counts: number[]) => counts.map((doctors, i) => ({ id: String(i), name: `G${i}`, doctors }));

it("shows the first seven groups and sums up the rest", () => {
  const { top, others } = topGroups(groups([9, 8, 7, 6, 5, 4, 3, 2, 1]));
  expect(top.map((group) => group.doctors)).toEqual([9, 8, 7, 6, 5, 4, 3]);
  expect(others).toEqual({ groups: 2, doctors: 3 });
});

it("names an eighth group instead of summing it up alone", () => {
  const { top, others } = topGroups(groups([8, 7, 6, 5, 4, 3, 2, 1]));
  expect(top).toHaveLength(8);
  expect(others).toBeNull();
});
