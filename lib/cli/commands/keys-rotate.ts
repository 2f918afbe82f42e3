import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { replaceCompanyKey } from "@/lib/journeys/replace-company-key";
import { kekSteps, type RotatedKek, rotateKek } from "@/lib/journeys/rotate-kek";
import { findCompany } from "@/lib/master/companies/find-company";
import { type CommandContext, defineCommand } from "../command";
import { followed } from "../steps";

const companySteps = [
  "issued",
  "announced",
  "fenced",
  "copied",
  "transformed",
  "verified",
  "moved",
  "flipped",
  "promoted",
];

type Rotated =
  | ({ readonly what: "kek" } & RotatedKek)
  | {
      readonly what: "company";
      readonly slug: string;
      readonly from: string;
      readonly to: string;
      readonly generation: number;
      /** The new key of its sandbox; null when it has none. */
      readonly sandbox: string | null;
    };

export const keysRotate = defineCommand({
  name: "keys rotate",
  summary: "Replace the key-encryption key, or give a company's database a key of its own anew",
  options: [
    ["--kek", "wrap every key with another key-encryption key"],
    ["--company <slug-or-code>", "encrypt this company's next generation with another key"],
  ],
  input: z
    .object({ kek: z.boolean().default(false), company: z.string().optional() })
    .refine(({ kek, company }) => kek !== (company !== undefined), {
      path: ["kek"],
      error: "or --company: one of the two",
    }),
  async *run({ company }, context) {
    const data = yield* followed<Rotated>((report) => {
      const step = (steps: readonly string[]) => (text: string) =>
        report({ done: steps.indexOf(text) + 1, total: steps.length, text });
      return company === undefined
        ? rotateKek({ actor: context.actor, now: context.now(), onStep: step(kekSteps) }).then((rotated) => ({
            what: "kek" as const,
            ...rotated,
          }))
        : rotateCompany(company, context, step(companySteps));
    });
    return { data };
  },
  show: (rotated) =>
    rotated.what === "kek"
      ? [
          `${rotated.keys} keys are wrapped with ${rotated.to} now, instead of ${rotated.from}.`,
          `Backup ${rotated.backup} was made under it, and the keyring's earlier backups were removed.`,
          rotated.environment
            ? "Put the value of KEY_ENCRYPTION_KEY_NEXT in the place of KEY_ENCRYPTION_KEY now, and remove KEY_ENCRYPTION_KEY_NEXT."
            : "Keep a copy of secrets/key-encryption apart from the backups, in the place of the former one.",
        ].join("\n")
      : [
          `${rotated.slug} is encrypted with the key ${rotated.to} from generation ${rotated.generation} on.`,
          ...(rotated.sandbox ? [`Its sandbox is encrypted with the key ${rotated.sandbox}.`] : []),
          `The former key ${rotated.from} is destroyed once no earlier generation and no backup needs it.`,
        ].join("\n"),
});

async function rotateCompany(
  wanted: string,
  { actor, now }: CommandContext,
  onStep: (step: string) => void,
): Promise<Rotated> {
  const master = await openMaster();
  const { id, slug } = await findCompany(master, wanted);
  const { from, to, generation, sandbox } = await replaceCompanyKey(master, actor, id, {
    now: now(),
    onStep,
  });
  return { what: "company", slug, from, to, generation, sandbox: sandbox?.to ?? null };
}
