import { z } from "zod";
import { ticked } from "@/lib/domain/form-fields";
import { changeServerInput } from "./schema";

/** The server that a form of an operator is about; the data folder of this machine has a name for an id. */
export const aboutServer = z.object({
  serverId: z.string().min(1, "errors.invalid").max(100, "errors.invalid"),
});

/** Forms leave out what is empty, and empty means something here: no limit, no region, no replica. */
const emptied = (given: unknown) => ({ region: "", maxDatabases: "", ...(given as object) });

/** Everything the page shows of a server, as it was opened. */
export const changeServerForm = z.preprocess(
  emptied,
  changeServerInput.extend({
    ...aboutServer.shape,
    /** When it was last changed, as the form was opened; ms UTC. */
    opened: z.coerce.number().int(),
    acceptsNew: ticked,
    /** Where there is no field for it: whether it takes new ones stays as it is. */
    draining: ticked,
    remote: ticked,
  }),
);
export type ChangeServerForm = z.output<typeof changeServerForm>;
