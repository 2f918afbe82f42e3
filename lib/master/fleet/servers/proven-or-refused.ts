import { engineErrorOf } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { ConfigurationError } from "@/lib/env";

/** What a server answers is told to whoever wanted it: they can do something about it. */
export async function provenOrRefused<T>(prove: () => Promise<T>): Promise<T> {
  try {
    return await prove();
  } catch (error) {
    const why = engineErrorOf(error)?.message ?? (error instanceof ConfigurationError ? error.message : null);
    if (why === null) throw error;
    throw new DomainError("serverRefused", { why });
  }
}
