// Reads the licence of every crate in the lock file, and of every npm package that becomes
// part of the program, and fails on one that deny.toml does not allow. cargo-deny does more
// (advisories, sources); this takes a second and needs nothing installed.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const allowed = allowList(readFileSync(join(root, "deny.toml"), "utf8"));
// Packages that name no licence in their lock entry, and what their licence file says.
const read = { "svelte-toolbelt@0.10.7": "MIT" };
const faults = [];

const crates = cratesInUse();
for (const { name, version, license } of crates) look(`crate ${name} ${version}`, license, allowed);

// The interface brings its own fonts, which have a licence of their own.
const shipped = npmPackagesShipped();
const withFonts = new Set([...allowed, "OFL-1.1"]);
for (const { name, version, license } of shipped) {
  look(`npm ${name} ${version}`, license ?? read[`${name}@${version}`], withFonts);
}

if (crates.length === 0 || shipped.length === 0) faults.push("nothing was found to look at");
if (faults.length > 0) {
  console.error(`licences: ${faults.join("\n          ")}`);
  process.exit(1);
}
console.log(`licences: ${crates.length} crates and ${shipped.length} npm packages are allowed`);

function look(what, license, allow) {
  if (!license) faults.push(`${what} names no licence`);
  else if (!satisfied(license, allow)) faults.push(`${what}: ${license}`);
}

/** The strings of `allow = [..]` in the section [licenses]. */
function allowList(toml) {
  const section = toml.split(/^\[/m).find((part) => part.startsWith("licenses]")) ?? "";
  const list = /^allow\s*=\s*\[([^\]]*)\]/m.exec(section)?.[1] ?? "";
  const names = [...list.replace(/#.*$/gm, "").matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  if (names.length === 0) throw new Error("deny.toml allows no licence at all");
  return new Set(names);
}

/** The packages that the workspace resolves to on Linux, without our own. */
function cratesInUse() {
  const platform = ["--filter-platform", "x86_64-unknown-linux-gnu"];
  const call = ["metadata", "--locked", "--format-version", "1", "--all-features", ...platform];
  const meta = JSON.parse(execFileSync("cargo", call, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }));
  const used = new Set(meta.resolve.nodes.map((node) => node.id));
  return meta.packages.filter((crate) => used.has(crate.id) && crate.source !== null);
}

function npmPackagesShipped() {
  const lock = JSON.parse(readFileSync(join(root, "ui/package-lock.json"), "utf8"));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.optional && !entry.peer)
    .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ""), ...entry }));
}

/** Whether an SPDX expression can be met with the allowed licences. `A/B` is the old way to write `A OR B`. */
function satisfied(expression, allow) {
  const tokens = expression.replaceAll("/", " OR ").match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const either = () => {
    let met = both();
    while (tokens[at] === "OR") met = (at++, both()) || met;
    return met;
  };
  const both = () => {
    let met = one();
    while (tokens[at] === "AND") met = (at++, one()) && met;
    return met;
  };
  const one = () => {
    if (tokens[at] === "(") {
      at++;
      const met = either();
      if (tokens[at++] !== ")") throw new Error(`not an SPDX expression: ${expression}`);
      return met;
    }
    let name = tokens[at++];
    if (tokens[at] === "WITH") name += ` WITH ${tokens[(at += 2) - 1]}`;
    return allow.has(name);
  };
  const met = either();
  if (at !== tokens.length) throw new Error(`not an SPDX expression: ${expression}`);
  return met;
}
