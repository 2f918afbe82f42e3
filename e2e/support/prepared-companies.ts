/** Companies that are there before the server starts, made by `prepare-companies.ts`: each spec works in its own. */
export interface PreparedCompany {
  /** Its slug and its owner's username are made of this word. */
  readonly word: string;
  readonly name: string;
  readonly planId: "basic" | "professional" | "enterprise";
  readonly doctors: number;
  /** Has a region, a city, a clinic and a specialization that no other company has, and an export of its data. */
  readonly ownPlaces?: boolean;
  /** How long ago it registered; a trial lasts 14 days. */
  readonly daysAgo?: number;
  /** People besides the owner: `<word>-<role>`, such as `roles-viewer`. */
  readonly roles?: ReadonlyArray<"admin" | "manager" | "staff" | "viewer">;
}

export const preparedPassword = "amber harbour 42 quilt";

const professional = { planId: "professional", doctors: 0 } as const;

export const preparedCompanies: readonly PreparedCompany[] = [
  {
    ...professional,
    word: "accessible",
    name: "Accessible Hospital",
    doctors: 30,
    ownPlaces: true,
    roles: ["viewer"],
  },
  { ...professional, word: "bare", name: "Bare Clinic" },
  { ...professional, word: "edge", name: "Edge House", planId: "basic", doctors: 99, ownPlaces: true },
  { ...professional, word: "editing", name: "Editing Clinic", doctors: 4, roles: ["manager"] },
  { ...professional, word: "entered", name: "Entered House", doctors: 3, ownPlaces: true, roles: ["viewer"] },
  { ...professional, word: "fleet-az", name: "Şəfəq Çərçivə", planId: "enterprise", doctors: 2 },
  { ...professional, word: "fleet-en", name: "Fleet House", planId: "enterprise", doctors: 2 },
  { ...professional, word: "fresh", name: "Fresh Clinic", doctors: 4 },
  { ...professional, word: "full", name: "Full House", planId: "basic", doctors: 100 },
  { ...professional, word: "home", name: "Isolated A", doctors: 3, ownPlaces: true },
  { ...professional, word: "other", name: "Isolated B", doctors: 3 },
  { ...professional, word: "keys", name: "Keyboard Clinic", doctors: 5 },
  { ...professional, word: "lists", name: "Busy Hospital", doctors: 60 },
  { ...professional, word: "operated-az", name: "İdarə Evi", planId: "basic", doctors: 2 },
  { ...professional, word: "operated-en", name: "Operated House", planId: "basic", doctors: 2 },
  { ...professional, word: "outside", name: "Outside House" },
  { ...professional, word: "over", name: "Trial Over", doctors: 3, ownPlaces: true, daysAgo: 20 },
  { ...professional, word: "phone", name: "Pocket Hospital", doctors: 30, ownPlaces: true },
  { ...professional, word: "plain", name: "Plain Clinic", doctors: 3 },
  { ...professional, word: "platform", name: "Platform House", doctors: 3, roles: ["staff"] },
  { ...professional, word: "places", name: "Reference Clinic" },
  { ...professional, word: "restored", name: "Restored House", doctors: 2 },
  {
    ...professional,
    word: "roles",
    name: "Many Roles",
    doctors: 3,
    ownPlaces: true,
    roles: ["admin", "manager", "staff", "viewer"],
  },
  { ...professional, word: "sandbox-az", name: "Sınaq Evi", doctors: 2, roles: ["admin", "viewer"] },
  { ...professional, word: "sandbox-en", name: "Sandbox House", doctors: 2, roles: ["admin", "viewer"] },
  { ...professional, word: "sessions", name: "Sessions Clinic", doctors: 1 },
  { ...professional, word: "throttled", name: "Throttled Clinic" },
  { ...professional, word: "words", name: "Words Clinic", doctors: 26 },
];
