/**
 * Another web host, without a data folder, that makes a company's sandbox and kills itself in the middle:
 * `<master url> <token> <signing key, PKCS 8> <company> <step>`.
 */
import { importPKCS8 } from "jose";
import { startEngine } from "@/lib/databases";
import { testActor } from "@/lib/testing/actor";
import { remoteOptions } from "@/lib/testing/remote-engine";
import { makeSandboxOf } from "./sandbox.fixture";

const [url = "", authToken = "", pem = "", companyId = "", dieAt = ""] = process.argv.slice(2);
await startEngine(remoteOptions({ url, authToken }, await importPKCS8(pem, "EdDSA")));
const onStep = (step: string) => {
  if (step === dieAt) process.kill(process.pid, "SIGKILL");
};
await makeSandboxOf(companyId, testActor, {}, { onStep });
