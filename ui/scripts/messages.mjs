// Compiles messages/*.json into src/i18n/generated and fails when a message is
// missing there. Without this check a plugin that does not load (no network, a
// wrong path) leaves an empty module behind while the compiler reports success.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compile } from "@inlang/paraglide-js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, "src/i18n/generated");
process.chdir(root);

// Compiling takes some five seconds, and every script starts here: skip it while
// nothing that it reads has changed. The check below runs all the same.
const stampFile = join(outdir, ".stamp");
const stamp = stampOf(["package-lock.json", "project.inlang/settings.json", "scripts/messages.mjs"]);
if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
  await compile({
    project: join(root, "project.inlang"),
    outdir,
    outputStructure: "locale-modules",
    strategy: ["globalVariable", "baseLocale"],
    emitTsDeclarations: true,
    emitReadme: false,
  });
  writeFileSync(stampFile, stamp);
}

const settings = JSON.parse(readFileSync(join(root, "project.inlang/settings.json"), "utf8"));
const base = keysOf(settings.baseLocale);
const faults = [];

for (const locale of settings.locales) {
  const keys = keysOf(locale);
  for (const key of base) if (!keys.has(key)) faults.push(`messages/${locale}.json lacks "${key}"`);
  for (const key of keys)
    if (!base.has(key))
      faults.push(`messages/${locale}.json has "${key}", which ${settings.baseLocale}.json has not`);
}
const { m } = await import(pathToFileURL(join(outdir, "messages.js")).href);
for (const key of base) {
  if (typeof m[key] !== "function") faults.push(`"${key}" was not generated`);
}
if (base.size === 0) faults.push("there are no messages at all");

if (faults.length > 0) {
  console.error(`messages: ${faults.length} faults\n  ${faults.join("\n  ")}`);
  process.exit(1);
}
console.log(`messages: ${base.size} in ${readdirSync(join(root, "messages")).length} language(s)`);
// The compiler leaves a handle open that would keep the process alive for half a minute.
process.exit(0);

/** A hash of every file that the result depends on. */
function stampOf(files) {
  const hash = createHash("sha256");
  const tables = readdirSync(join(root, "messages")).sort();
  for (const file of [...files, ...tables.map((table) => `messages/${table}`)]) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** The message keys of one language; `$schema` is a note to editors, not a message. */
function keysOf(locale) {
  const table = JSON.parse(readFileSync(join(root, "messages", `${locale}.json`), "utf8"));
  return new Set(Object.keys(table).filter((key) => key !== "$schema"));
}
