export * from "./audit";
export * from "./catalogue";
export * from "./companies";
export * from "./people";
export * from "./registry";
export * from "./states";
