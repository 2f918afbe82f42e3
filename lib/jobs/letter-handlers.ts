import { openMaster } from "@/lib/databases";
import { sendClosingLetter } from "@/lib/journeys/closing/send-closing-letter";
import { closingLetterInput, closingLetterJobKind } from "@/lib/master/removals/closing-letters";
import { defineHandler, type JobHandler } from "./handler";

const minute = 60_000;

/** Letters that must not be lost with the process that has to write them. */
export const letterHandlers: Readonly<Record<string, JobHandler>> = {
  [closingLetterJobKind]: defineHandler(
    closingLetterInput,
    async (letter, { now }) => ({
      about: letter.about,
      delivery: (await sendClosingLetter(await openMaster(), letter, now())) ?? "not needed",
    }),
    { longestMs: 5 * minute },
  ),
};
