// The one door to the server. Types come from openapi.yaml; a refusal becomes a Refusal.

import createClient from "openapi-fetch";
import type { components, paths } from "./contract";

export type Schemas = components["schemas"];
export type Problem = Schemas["Problem"];

/** Lists in an address are parted by commas, as the contract has it. */
export const server = createClient<paths>({
  baseUrl: location.origin,
  querySerializer: { array: { style: "form", explode: false } },
});

/** What the server says to people is in the language that is shown. */
server.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", document.documentElement.lang);
    return request;
  },
});

/** What the server refused, or that it could not be reached (status 0). */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

function problemOf(error: unknown, response: Response): Problem {
  const given = typeof error === "object" && error !== null ? (error as Partial<Problem>) : {};
  const plain = { type: "about:blank", title: response.statusText, status: response.status };
  return { ...plain, ...given };
}

/** What the server answered; throws a Refusal. */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  let answer: Answer<Data>;
  try {
    answer = await call;
  } catch {
    throw new Refusal({ type: "about:blank", title: "", status: 0 });
  }
  const { data, error, response } = answer;
  if (!response.ok) throw new Refusal(problemOf(error, response));
  return data as NonNullable<Data>;
}

/** The ETag of a row of this version. */
export const etagOf = (version: number) => `"${version}"`;
