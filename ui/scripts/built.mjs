// Reads the built page and fails when it would need a looser content security
// policy than `script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'`.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const faults = [];

const page = readFileSync(join(dist, "index.html"), "utf8");
if (/<style/i.test(page)) faults.push("index.html holds a <style>");
if (/<script(?![^>]*\bsrc=)/i.test(page)) faults.push("index.html holds an inline <script>");
if (/\sstyle\s*=/i.test(page)) faults.push("index.html holds a style attribute");
for (const name of readdirSync(join(dist, "assets"))) {
  if (!name.endsWith(".css")) continue;
  const css = readFileSync(join(dist, "assets", name), "utf8");
  if (css.includes("url(data:") || css.includes('url("data:')) faults.push(`${name} holds a data: address`);
  if (/url\(["']?https?:/.test(css)) faults.push(`${name} loads from the network`);
}

if (faults.length > 0) {
  console.error(`built: ${faults.join("\n       ")}`);
  process.exit(1);
}
