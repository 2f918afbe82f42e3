import { z } from "zod";
import { isId } from "@/lib/domain/id";

/** The job that a form of an operator is about. */
export const aboutJob = z.object({ jobId: z.string().refine(isId, "errors.invalid") });
