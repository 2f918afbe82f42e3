import type { Whereabouts } from "@/lib/journeys/where-am-i";

/** The same for every language, since support reads it: one `name: value` a line, times in UTC. */
export function whereaboutsText(company: { slug: string; id: string }, found: Whereabouts): string {
  const instant = (ms: number | null) => (ms === null ? "none" : new Date(ms).toISOString());
  return [
    ["company", `${company.slug} (${company.id})`],
    ["database", found.databaseId],
    ["generation", found.generation],
    ["server", found.serverKind],
    ["key", found.keyId ?? "none"],
    ["schema", found.schemaVersion],
    ["size", `${found.sizeBytes} bytes`],
    ["created", instant(found.createdAt)],
    ["last change", instant(found.lastChangeAt)],
    ["agrees with registry", found.agrees ? "yes" : "NO"],
  ]
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
