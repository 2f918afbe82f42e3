import { getLocale } from "next-intl/server";
import { engineErrorOf, isPassing } from "@/lib/databases";
import { translator } from "@/lib/i18n/translator";
import { log } from "@/lib/log";
import { failureOf } from "./failure";

/**
 * What a route answers instead of a file when the engine refused: 507 without room, 503 while a database is busy or being
 * changed, in the words of a form. Everything else is thrown on.
 */
export async function refusedResponse(error: unknown): Promise<Response> {
  const refused = engineErrorOf(error);
  if (!refused || !(refused.code === "NoSpace" || isPassing(refused))) throw error;
  const failed = failureOf(error, null);
  if (failed.unexpected !== undefined) log().error({ err: error }, "A file could not be handed out.");
  const say = await translator(await getLocale());
  const status = refused.code === "NoSpace" ? 507 : 503;
  return new Response(`${say(`errors.${failed.code}`, failed.params)}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      ...(status === 503 && { "retry-after": "5" }),
    },
  });
}
