import assert from "node:assert/strict";

/** The call is answered with that status and an error object that has (at least) those members. */
export async function refused(rest, method, path, body, status, members) {
  const { response, value } = await rest.raw(method, path, body);
  assert.equal(response.status, status, `${method} ${path}: ${response.status} ${JSON.stringify(value)}`);
  assert.equal(value.status, status);
  assert.equal(typeof value.type, "string");
  assert.equal(typeof value.message, "string");
  for (const [key, expected] of Object.entries(members)) assert.equal(value[key], expected, `${method} ${path}: ${key} in ${JSON.stringify(value)}`);
}
