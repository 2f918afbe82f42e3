import { type Actor, openMaster, write } from "@/lib/databases";
import { companiesToRemind, planClosingLetters } from "@/lib/master/removals/closing-letters";

/**
 * Has the owners told whose companies are removed within the week. May be repeated: each is told once.
 * @returns how many letters are on their way
 */
export async function remindOfClosing(actor: Actor, now: Date): Promise<number> {
  const master = await openMaster();
  const ids = await companiesToRemind(master, now);
  if (ids.length === 0) return 0;
  return write(master, actor, async (tx) => {
    let planned = 0;
    for (const companyId of ids)
      planned += await planClosingLetters(tx, { companyId, about: "reminder" }, now);
    return planned;
  });
}
