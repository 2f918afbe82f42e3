import type { Command } from "../command";
import { demo } from "./demo";
import { setup } from "./setup";
import { tenantsList } from "./tenants-list";
import { tenantsQuery } from "./tenants-query";
import { tenantsWhere } from "./tenants-where";

/** Everything the command line can do, in the order in which help lists it. */
export const commands: readonly Command[] = [setup, demo, tenantsList, tenantsQuery, tenantsWhere];
