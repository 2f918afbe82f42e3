import { readEnv } from "@/lib/env";
export async function main(args: string[]) {
  console.log(args, readEnv({}).port, process.version);
}
