import type { z } from "zod";
import type { ErrorParams } from "./errors";

/** The id of a message, `errors.tooLong`, and what fills it. */
export type FieldProblem = { message: string; params: ErrorParams };

type Issue = z.core.$ZodIssue;

/** Schemas name their messages; where one was left out, zod's own English must not reach the page. */
function messageOf(issue: Issue): string {
  if (issue.message.startsWith("errors.")) return issue.message;
  if (issue.code === "invalid_type") return "errors.required";
  if (issue.code === "too_small") return issue.minimum === 1 ? "errors.required" : "errors.tooShort";
  if (issue.code === "too_big") return "errors.tooLong";
  if (issue.code === "invalid_value") return "errors.choose";
  return "errors.invalid";
}

function paramsOf(issue: Issue): ErrorParams {
  const params: ErrorParams = {};
  if (issue.code === "too_big") params.maximum = Number(issue.maximum);
  if (issue.code === "too_small") params.minimum = Number(issue.minimum);
  return params;
}

/** The first problem of each field of a form, by the field's name; nested fields are joined by dots. */
export function fieldProblems(error: z.ZodError): Record<string, FieldProblem> {
  const problems: Record<string, FieldProblem> = {};
  for (const issue of error.issues) {
    problems[issue.path.join(".")] ??= { message: messageOf(issue), params: paramsOf(issue) };
  }
  return problems;
}
