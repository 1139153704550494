// The page at "/": self-contained, no script, nothing loaded from elsewhere.
#include "app/pages.h"
#include "app/version.h"

namespace app {
namespace {

/// The origin is what the client wrote into Host.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

constexpr const char* kPage = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tetragate</title>
<style>
  :root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6478; --paper: #fbfaf7; --card: #ffffff; --line: #e3e0d8; --accent: #2f6f5e; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8e6e1; --soft: #a0a7b5; --paper: #15181e; --card: #1d2129; --line: #30363f; --accent: #7cc4ae; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif; }
  main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
  h1 { margin: 0; font-size: 2.2rem; letter-spacing: -0.02em; }
  h2 { margin: 2.5rem 0 0.75rem; font-size: 1.1rem; }
  p { margin: 0.5rem 0; }
  .lead { color: var(--soft); font-size: 1.1rem; }
  .card { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; }
  table { border-collapse: collapse; width: 100%; }
  td { padding: 0.6rem 1rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  tr:first-child td { border-top: 0; }
  td:first-child { color: var(--soft); white-space: nowrap; overflow-wrap: normal; }
  pre { margin: 0; padding: 1rem; overflow-x: auto; font: 13px/1.55 ui-monospace, monospace; }
  code { font: 0.9em ui-monospace, monospace; }
  a { color: var(--accent); }
  footer { margin-top: 3rem; color: var(--soft); font-size: 0.85rem; }
</style>
</head>
<body>
<main>
<h1>Tetragate is running</h1>
<p class="lead">One chat server, spoken to in the protocols people already have clients for.</p>

<h2>Addresses</h2>
<div class="card"><table>
<tr><td>Instance for an Eludris client</td><td><code>{origin}/oprish/</code></td></tr>
<tr><td>Gateway (Pandemonium)</td><td><code>{gateway}/pandemonium</code></td></tr>
<tr><td>REST (Oprish)</td><td><code>{origin}/oprish</code></td></tr>
<tr><td>Files (Effis)</td><td><code>{origin}/effis</code></td></tr>
<tr><td>API for a Revolt or Stoat client</td><td><code>{origin}/delta</code></td></tr>
<tr><td>Gateway (Bonfire)</td><td><code>{gateway}/bonfire</code></td></tr>
<tr><td>Files (Autumn)</td><td><code>{origin}/autumn</code></td></tr>
</table></div>

<h2>Sign up, log in, make a place to talk</h2>
<div class="card"><pre>curl {origin}/oprish/users -d '{"username": "ines", "email": "ines@example.org", "password": "a-long-password"}'

curl {origin}/oprish/sessions -d '{"identifier": "ines", "password": "a-long-password", "platform": "linux", "client": "curl"}'

TOKEN=...   # from the answer above
curl {origin}/oprish/spheres -H "Authorization: $TOKEN" -d '{"slug": "lighthouse", "type": "CHAT"}'</pre></div>
<p>Then point a client here and join <code>lighthouse</code>: one account and one world, whichever protocol a client speaks.</p>

<h2>Documents</h2>
<div class="card"><table>
<tr><td>Pandemonium</td><td><a href="/docs/pandemonium/asyncapi.json">AsyncAPI</a> of the gateway,
<a href="/docs/pandemonium/openapi.json">OpenAPI</a> of REST and files</td></tr>
<tr><td>Bonfire</td><td><a href="/docs/bonfire/asyncapi.json">AsyncAPI</a> of the gateway,
<a href="/docs/bonfire/openapi.json">OpenAPI</a> of API, files and link proxy</td></tr>
<tr><td>Operating</td><td><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>, <a href="/metrics">/metrics</a>;
<code>tetragate admin --help</code>, <code>tetragate serve --help</code></td></tr>
</table></div>

<footer>Tetragate {version}</footer>
</main>
</body>
</html>
)html";

}  // namespace

std::string front_page(const std::string& origin) {
  const bool secure = origin.starts_with("https://");
  const auto at = origin.find("://");
  const std::string host = at == std::string::npos ? origin : origin.substr(at + 3);
  std::string page = replaced(kPage, "{version}", std::string(version()));
  page = replaced(std::move(page), "{gateway}", escaped((secure ? "wss://" : "ws://") + host));
  return replaced(std::move(page), "{origin}", escaped(origin));
}

}  // namespace app
