/** Holds the company whose checklist was hidden. */
export const checklistCookie = "checklist-hidden";
