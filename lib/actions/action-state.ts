/** What a form's server action answers; also what the page shows again when JavaScript is off. */
export type ActionState<T = unknown> =
  | { status: "idle" }
  | { status: "ok"; data: T }
  | {
      status: "error";
      code: string;
      message: string;
      fieldErrors: Record<string, string>;
      /** What was typed, never a password, so that nothing has to be typed again. */
      values: Record<string, string>;
    };

export const idleState: ActionState<never> = { status: "idle" };
