import assert from "node:assert/strict";
import { note } from "./coverage.mjs";

/** The call is answered with that status and an error object of that type with exactly those further members, which may be functions
 * that judge them; free texts are not compared. */
export async function refused(delta, method, path, body, status, type, members = {}, headers = {}) {
  const { response, value } = await delta.raw(method, path, body, headers);
  const where = `${method} ${path}: ${response.status} ${JSON.stringify(value)}`;
  assert.equal(response.status, status, where);
  judge(value, type, members, where);
  return { response, value };
}
export function judge(value, type, members = {}, where = JSON.stringify(value)) {
  assert.equal(value?.type, type, where);
  assert.equal(typeof value.location, type === "DisallowedContactSupport" ? "undefined" : "string", where);
  const { type: _, location: __, ...rest } = value;
  if (type === "FailedValidation") {
    assert.equal(typeof rest.error, "string", where);
    delete rest.error;
  }
  assert.deepEqual(Object.keys(rest).sort(), Object.keys(members).sort(), where);
  for (const [key, expected] of Object.entries(members)) {
    if (typeof expected === "function") assert.ok(expected(rest[key]), where);
    else assert.equal(rest[key], expected, where);
  }
  note(`bonfire error ${type}`);
}
