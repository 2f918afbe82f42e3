/** First parts of the paths of company and master pages; a test compares the list with the folders. */
const guarded = ["dashboard", "doctors", "master-admin", "onboarding", "reference", "settings"];

/** Whether a path leads to a page that nobody sees signed out. Only a shortcut: each page asks for itself. */
export function isGuarded(pathname: string): boolean {
  return guarded.includes(pathname.split("/")[1] ?? "");
}
