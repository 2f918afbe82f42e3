import { expect, it } from "vitest";
import { checklist } from "./checklist";
import { groupChanges } from "./group-changes";
import type { RecentChange } from "./recent-changes";
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

const change = (seq: number, action: string, actorName = "Aysel"): RecentChange => ({
  seq,
  at: seq,
  actorName,
  impersonatorName: null,
  action,
  subjectType: "doctor",
  subjectId: String(seq),
  subjectLabel: `Nr ${seq}`,
});

it("folds a run of the same action by the same person, and keeps what is in between apart", () => {
  const changes = [
    change(7, "doctor.added"),
    change(6, "doctor.added"),
    change(5, "doctor.added", "Elçin"),
    change(4, "doctor.edited"),
    change(3, "doctor.added"),
  ];
  expect(groupChanges(changes).map(({ change: { seq }, more }) => [seq, more])).toEqual([
    [7, 1],
    [5, 0],
    [4, 0],
    [3, 0],
  ]);
  expect(groupChanges(changes, 2)).toHaveLength(2);
});
