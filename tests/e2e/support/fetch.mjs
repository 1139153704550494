// fetch over node:http for requests whose body is a text or none. The fetch of Node.js 18 sends a request again when the answer
// is 421, with a body that is used up by then, and fails; a test wants the answer.
import http from "node:http";

export function plainFetch(url, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const named = body !== undefined && !Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
    const type = named ? { "Content-Type": "text/plain;charset=UTF-8" } : {};
    const request = http.request(url, { method, headers: { Connection: "close", ...type, ...headers } }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const pairs = [];
        for (let i = 0; i < answer.rawHeaders.length; i += 2) pairs.push([answer.rawHeaders[i], answer.rawHeaders[i + 1]]);
        const status = answer.statusCode;
        const none = status === 204 || status === 304;
        resolve(new Response(none ? null : Buffer.concat(chunks), { status, headers: pairs }));
      });
    });
    request.on("error", reject);
    if (body !== undefined) request.setHeader("Content-Length", Buffer.byteLength(body));
    request.end(body);
  });
}
