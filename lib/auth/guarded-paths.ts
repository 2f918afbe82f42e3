/**
 * First parts of the paths of company pages; a test compares the list with the folders. The master admin's pages are
 * not among them: for who may not see them they do not exist, and nobody is asked to sign in.
 */
const guarded = ["dashboard", "doctors", "onboarding", "reference", "search", "settings"];

/** Whether a path leads to a page that nobody sees signed out. Only a shortcut: each page asks for itself. */
export function isGuarded(pathname: string): boolean {
  return guarded.includes(pathname.split("/")[1] ?? "");
}
