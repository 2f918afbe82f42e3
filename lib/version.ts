import packageJson from "@/package.json" with { type: "json" };

/** Of MedAdmin, as package.json has it. */
export const version: string = packageJson.version;
