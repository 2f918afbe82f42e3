/** The clocks of the platform's own pages: those of the first market. */
export const zone = "Asia/Baku";
