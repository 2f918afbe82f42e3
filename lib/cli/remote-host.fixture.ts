/** A host beside others, without its web part: does what each line of its input asks, and says what was acknowledged. */
import { createInterface } from "node:readline";
import { z } from "zod";
import { cities, specializations } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { doctorInput } from "@/lib/company/doctors/schema";
import { openMaster, openTenant, stopEngine, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { startUp } from "@/lib/jobs/start-up";
import { findCompany } from "@/lib/master/companies/find-company";

const asked = z.object({ slug: z.string(), doctors: z.number(), limit: z.number().nullable() });
const actor = { id: null, name: "Host", address: null, requestId: null };

await startUp();
process.stdout.write("started\n");
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await addDoctors(asked.parse(JSON.parse(line))))}\n`);
}
await stopEngine();

async function addDoctors({ slug, doctors, limit }: z.output<typeof asked>) {
  const { id } = await findCompany(await openMaster(), slug);
  const db = await openTenant(id);
  const [[city], [specialization]] = await Promise.all([
    db.select().from(cities).limit(1),
    db.select().from(specializations).limit(1),
  ]);
  const done = { added: 0, refused: 0 };
  const one = async (n: number) => {
    const input = doctorInput.parse({
      firstName: "Aysel",
      lastName: `Məmmədova ${n}`,
      specializationId: specialization?.id,
      regionId: city?.regionId,
      cityId: city?.id,
      isActive: true,
    });
    try {
      await write(db, actor, (tx) => addDoctor(tx, input, { limit, now: new Date() }));
      done.added++;
    } catch (error) {
      if (!isDomainError(error, "planLimitReached")) throw error;
      done.refused++;
    }
  };
  await Promise.all(Array.from({ length: doctors }, (_, n) => one(n)));
  return done;
}
