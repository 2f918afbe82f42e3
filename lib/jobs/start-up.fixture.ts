/** A process that registers a company and kills itself in the middle: `<data folder> <step>:<made|recorded>`. */
import { stopEngine } from "@/lib/databases";
import { readEnv } from "@/lib/env";
import { registerCompany } from "@/lib/journeys/register-company";
import { registerCompanySchema } from "@/lib/journeys/register-company.schema";
import { startUp } from "./start-up";

const [dataDir = "", dieAt = ""] = process.argv.slice(2);

await startUp(readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" }));
const input = registerCompanySchema.parse({
  companyName: "City Hospital",
  companyEmail: "admin@cityhospital.com",
  phone: "+994501234567",
  firstName: "Aysel",
  lastName: "Məmmədova",
  username: "aysel",
  email: "aysel@cityhospital.com",
  password: "qatar gedir dağlara",
  planId: "basic",
  cycle: "month",
});
await registerCompany(input, {
  address: null,
  requestId: null,
  now: new Date(),
  locale: "az",
  onStep: (step, what) => {
    if (`${step}:${what}` === dieAt) process.kill(process.pid, "SIGKILL");
  },
});
await stopEngine();
