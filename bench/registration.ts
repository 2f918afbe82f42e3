import { performance } from "node:perf_hooks";
import { registerCompany } from "@/lib/journeys/register-company";
import { registerCompanySchema } from "@/lib/journeys/register-company.schema";
import { hashPassword } from "@/lib/master/users/password";
import { withEngine } from "./engine";
import { median } from "./load";

const rounds = 40;

/** From the submitted form to a workspace that can be worked in. */
export function benchRegistration(dataDir: string): Promise<string[]> {
  return withEngine(dataDir, async () => {
    const whole: number[] = [];
    const hashing: number[] = [];
    for (let round = 0; round < rounds; round++) {
      whole.push(await timed(() => registerCompany(formOf(round), context())));
      hashing.push(await timed(() => hashPassword(`amber harbour ${round} quilt`)));
    }
    const all = median(whole);
    const hash = median(hashing);
    return [
      `registration to ready workspace: ${all.toFixed(1)} ms (median of ${rounds})`,
      `  of which the password hash:    ${hash.toFixed(1)} ms`,
      `  without the hash:              ${(all - hash).toFixed(1)} ms`,
    ];
  });
}

const context = () => ({ address: null, requestId: null, now: new Date(), locale: "az" as const });

function formOf(round: number) {
  return registerCompanySchema.parse({
    companyName: `Bench Clinic ${round}`,
    companyEmail: `office-${round}@bench.example`,
    phone: "+994501234567",
    firstName: "Aysel",
    lastName: "Məmmədova",
    username: `bench-${round}`,
    email: `bench-${round}@bench.example`,
    password: `amber harbour ${round} quilt`,
    planId: "professional",
    cycle: "month",
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
