import { z } from "zod";
import { ticked } from "@/lib/domain/form-fields";
import { isId } from "@/lib/domain/id";
import { aboutServer } from "@/lib/master/fleet/servers/forms";

/** `acceptPlain`: the company agreed that its database has no key of its own there. */
export const moveForm = z.object({
  companyId: z.string().refine(isId, "errors.invalid"),
  toServerId: aboutServer.shape.serverId,
  acceptPlain: ticked,
});

/** The move that a form of an operator is about. */
export const aboutMove = z.object({ moveId: z.string().refine(isId, "errors.invalid") });

export const drainForm = aboutServer.extend({ acceptPlain: ticked });
