export * from "./audit";
export * from "./doctors";
export * from "./identity";
export * from "./organization";
export * from "./quarantine";
export * from "./reference";
export * from "./reference-sync";
